import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair, startPair } from './pair.ts';
import { NOTIFY } from './unit.ts';

const holds = (node: Director) => node.given('ip -4 -o addr show dev eth0 to 192.168.6.240');
const restarts = async (node: Director) => (await node.given('cat /run/restarts')).split('\n').length - 1;
const says = (node: Director, what: RegExp) =>
  until(`it says ${what}`, async () => what.test((await node.logged()).join('\n')));
/** Once it has been started anew so many times. */
const standsBy = async (node: Director, times: number) => {
  await until('it is started anew', async () => (await restarts(node)) === times);
  await until('it stands by', async () => (await node.notify('state || :')) === 'runs standby 150 none\n');
};
const goesOn = (node: Director) => node.given('kill -CONT $(cat /run/vrrp.pid)');

// Two nodes' namespaces can be joined by root only. One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('a keepalived that hangs', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair();
    await startPair([a, b]);
    await Promise.all([a.guard(), b.guard()]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('gives the address up once another director has it, is started anew, and stands by', async () => {
    await a.freeze('vrrp');
    await until('n2 is active', async () => (await b.state()).startsWith('active'));
    expect(await holds(a)).not.toBe('');
    await until('n1 has given it up', async () => (await holds(a)) === '');
    await standsBy(a, 1);
    expect(await restarts(b)).toBe(0);
    await says(a, /^keepalived hangs \(vrrp\), and another director has 192\.168\.6\.240, too: it is started anew$/m);
  });

  test('and stands by is started anew, as it would not take over', async () => {
    await a.freeze('vrrp');
    await says(a, /^keepalived hangs \(vrrp\), and would not take over: it is started anew$/m);
    await standsBy(a, 2);
    expect(await restarts(b)).toBe(0);
  });

  test('and runs for ever meanwhile gives the address up just as well', async () => {
    await b.spin();
    await until('n1 is active', async () => (await a.state()).startsWith('active'));
    await says(b, /^keepalived hangs \(vrrp\), and another director has 192\.168\.6\.240, too: it is started anew$/m);
    await until('it is started anew', async () => (await restarts(b)) === 1);
    await becomes(b, 'standby 140 none');
    await becomes(a, ACTIVE);
    expect(await restarts(a)).toBe(2);
    await a.notify('yield');
    await becomes(b, ACTIVE);
  });

  test('goes on with the address while nobody else has it', async () => {
    await a.stop();
    await b.freeze('vrrp');
    await says(b, /^keepalived hangs, and goes on with the address: nobody else has it$/m);
    await goesOn(b);
    expect([await holds(b), await restarts(b)]).toEqual([expect.stringContaining('192.168.6.240'), 1]);
  });

  test('and checks nothing is started anew; not one that has nothing to check', async () => {
    const idle =
      'cp $(command -v sleep) /run/keepalived; /run/keepalived 300 </dev/null >/dev/null 2>&1 & echo $! > /run/checkers.pid';
    await a.given(`${idle}; setsid ${NOTIFY} guard touch /run/ended </dev/null >/dev/null 2>&1 &`);
    await a.configure(() => 'virtual_server 192.168.6.240 80 {\n}\n');
    await expect(
      a.given(`for i in 1 2 3; do ${NOTIFY} hangs checkers 9999 "$(cat /run/checkers.pid): 1 0" && exit 1; done; :`),
    ).resolves.toBe('');
    await a.configure(() => 'virtual_server 192.168.6.240 80 {\n  delay_loop 1\n  TCP_CHECK {\n  }\n}\n');
    await says(a, /^keepalived hangs \(checkers\), and checks no real server: it is started anew$/m);
  });
});
