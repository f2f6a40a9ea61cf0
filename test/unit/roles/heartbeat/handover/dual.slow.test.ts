import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lvsDirectorLibrary } from '../../../../../roles/heartbeat/handover/programs.ts';
import { askNdp } from '../../../../../src/cluster/model/ndp.ts';
import { sh } from '../../../../../src/core/sh.ts';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ADDRESS, ADDRESS6, type Director, openDirectors } from './directors.ts';

/** As haresources has them: IPv6 in all of its parts. */
const WORDS =
  '192.168.6.240/24/eth0,fd00:6:0:0:0:0:0:240/64/eth0 192.168.6.2,fd00:6:0:0:0:0:0:2 192.168.6.3,fd00:6:0:0:0:0:0:3';

const held = async (node: Director): Promise<readonly string[]> =>
  (await node.given(`ip -o addr show dev eth0 | grep -oE '(192.168.6.240/24|fd00:6::240/128) ' || :`))
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.trim()]));

const cardOf = async (node: Director): Promise<string> =>
  (await node.given("ip -o link show eth0 | sed 's/.*ether \\([^ ]*\\).*/\\1/'")).trim();

/** Whose network card it is that answers for the address of IPv6, as the other director hears it. */
const heard = async (node: Director): Promise<string> =>
  (await node.run(askNdp({ device: 'eth0', addresses: [ADDRESS6], seconds: 2 }))).stdout;

describe.skipIf(!isRoot)('LVSDirector with addresses of both families', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openDirectors();
    for (const [i, node] of [a, b].entries())
      await node.given(`ip addr add fd00:6::${i + 2}/64 dev eth0 nodad
ipvsadm -A -t [${ADDRESS6}]:80 -s rr
for real in [fd00:6::2]:80 [fd00:6::3]:80 [fd00:6::4]:80; do ipvsadm -a -t [${ADDRESS6}]:80 -r $real -g -w 1 -x 0 -y 0; done`);
    for (const node of [a, b]) await node.lvs('prepare', WORDS);
  });
  afterAll(async () => {
    await Promise.all([a.close(), b.close()]);
  });
  const through = (node: Director) => until('it is through', async () => (await node.phase()) === 'none', 90);

  test('takes both, tells the segment of both, and is no source of its own connections', async () => {
    expect(await a.given('ip -6 -o addr show dev lo')).toContain(`${ADDRESS6}/128`);
    await b.given(`ip -6 neigh replace ${ADDRESS6} lladdr 02:00:00:00:00:99 dev eth0 nud reachable`);
    await a.lvs('start', WORDS);
    expect(await held(a)).toEqual([`${ADDRESS}/24`, `${ADDRESS6}/128`]);
    expect(await held(b)).toEqual([]);
    // Nobody has asked: what the other had in mind is corrected by what this one tells.
    const told = async () => (await b.given(`ip -6 neigh show ${ADDRESS6} dev eth0`)).includes(await cardOf(a));
    await until('the other has been told', told, 30);
    await through(a);
    expect(await a.given('ip -6 route get fd00:6::9')).toContain(' src fd00:6::2 ');
    expect(await a.lvs('status', WORDS)).toBe('running\n');
  });

  test('hands both over: what is new goes to its own real server of each family, and the other answers at once', async () => {
    const cards = { a: await cardOf(a), b: await cardOf(b) };
    expect(await heard(b)).toContain(cards.a);
    const stops = a.lvs('stop', WORDS);
    await until(
      'one real server of each is in force',
      async () =>
        (await a.weights()).filter((line) => line.endsWith(' 1')).join() === '192.168.6.2:80 1,[fd00:6::2]:80 1',
    );
    await stops;
    await b.lvs('start', WORDS);
    expect(await heard(a)).toContain(cards.b);
    await through(a);
    await through(b);
    expect([await held(a), await held(b)]).toEqual([[], [`${ADDRESS}/24`, `${ADDRESS6}/128`]]);
    expect(await a.given('ip -6 -o addr show dev lo')).toContain(`${ADDRESS6}/128`);
    expect((await heard(a)).match(/reply/g)).toHaveLength(1);
    expect(await a.lvs('status', WORDS)).toBe('stopped\n');
    expect((await b.weights()).every((line) => line.endsWith(' 1'))).toBe(true);
  });

  test('hands both back, and keeps to its own real servers, which are not the first by address', async () => {
    const stops = b.lvs('stop', WORDS);
    await until('one real server of each is in force', async () => {
      const inForce = (await b.weights()).filter((line) => line.endsWith(' 1'));
      return inForce.join() === '192.168.6.3:80 1,[fd00:6::3]:80 1';
    });
    await stops;
    await a.lvs('start', WORDS);
    await through(b);
    await through(a);
    expect([await held(a), await held(b)]).toEqual([[`${ADDRESS}/24`, `${ADDRESS6}/128`], []]);
  });
});

const shown = (words: string): string =>
  execFileSync('sh', ['-c', `${lvsDirectorLibrary({ shutsDown: sh`false` })}\nshown "$1"`, 'sh', words], {
    encoding: 'utf8',
  }).trim();

test.each([
  ['fd00:6:0:0:0:0:0:240/64/eth0', 'fd00:6::240/64/eth0'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['fd00:0:0:0:0:0:0:0/64/eth0', 'fd00::/64/eth0'],
  ['2001:db8:0:1:0:0:0:1/64/eth0.10', '2001:db8:0:1::1/64/eth0.10'],
  ['2001:db8:0:1:1:1:1:1/64/eth0', '2001:db8:0:1:1:1:1:1/64/eth0'],
  ['2001:0:0:1:0:0:1:1/64/eth0', '2001::1:0:0:1:1/64/eth0'],
  ['192.168.6.240/24/eth0', '192.168.6.240/24/eth0'],
])('%s stands in haresources for %s, as ip(8) shows it', (whole, short) => {
  expect(shown(whole)).toBe(short);
});
