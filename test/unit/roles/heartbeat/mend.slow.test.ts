import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givesUpAddress, startsDuty, takesAddress } from '../../../../roles/heartbeat/mend.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { sh } from '../../../../src/core/sh.ts';
import { isRoot } from '../../is-root.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';
import { until } from '../director-node.ts';
import { platform } from '../platform.ts';
import { ADDRESS, type Director, openDirectors } from './handover/directors.ts';

const held = [{ device: 'eth0', label: 'eth0', address: ADDRESS, prefix: 24 }];

/** Notes on the node which service is to run, or not to. */
const notes: Platform = {
  ...platform,
  want: (capability, spec) =>
    platform.want(capability, spec).map((resource) => ({
      ...resource,
      apply: () => ({ run: sh`echo ${`${resource.want['name']} runs: ${resource.want['running']}`} > /run/asked` }),
    })),
};

/** What the role wants of n1 or n2 beyond its files, where these have the address. */
function mends(which: number, holds: readonly string[]): readonly Resource[] {
  const context = contexts<HeartbeatVars>(role, {
    hosts: HOSTS.map((host) => ({ ...host, vars: EXAMPLE })),
    platforms: { n1: notes, n2: notes },
    hostFacts: Object.fromEntries(holds.map((name) => [name, { addresses: held }])),
    recalled: { n1: 'resources local', n2: 'resources local' },
  })[which];
  return context === undefined ? [] : [...takesAddress(context), ...givesUpAddress(context)];
}

/** Heartbeat is a stand-in, which says what it was given to say. */
const heartbeat = (rscstatus: string) => `cat > sbin/cl_status <<'SAYS'
#!/bin/sh
[ "$1" != rscstatus ] || echo ${rscstatus}
SAYS
chmod 755 sbin/cl_status`;

/** What LVSDirector leaves while it works: its process, when that was started, and what it does. */
const NOTE_OF_ONE_AT_WORK = `sleep 300 >/dev/null 2>&1 & echo $! > /run/worker
echo "$! $(sed 's/.*) //' /proc/$!/stat | cut -d ' ' -f 20) takeover" > /run/lvs-director`;

describe.skipIf(!isRoot)('who has the virtual address is put right', { timeout: 600_000 }, () => {
  let nodes: readonly [Director, Director];
  beforeAll(async () => {
    nodes = await openDirectors();
    for (const node of nodes) await node.given(heartbeat('local'));
  }, 300_000);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });
  const addresses = (node: Director) => node.given('ip -4 -o addr show dev eth0');
  const isThrough = (node: Director) => until('it is through', async () => (await node.phase()) === 'none', 90);

  test('a director takes the address that its network has lost, and both are in order', async () => {
    const [a, b] = nodes;
    await a.lvs('start');
    await isThrough(a);
    await a.given(`ip addr flush dev eth0 && ip addr add 192.168.6.2/24 brd + dev eth0`);
    expect(mends(1, [])).toEqual([]);
    await a.converge(...mends(0, []));
    expect(await addresses(a)).toContain(` ${ADDRESS}/24 `);
    expect(await a.lvs('status')).toBe('running\n');
    await isThrough(a);
    expect(await addresses(b)).not.toContain(ADDRESS);
  });

  test('it takes nothing that the other has by then', async () => {
    const [a, b] = nodes;
    const [takes] = mends(0, []);
    if (takes === undefined) throw new Error('there is such a step');
    await a.given(`ip addr del ${ADDRESS}/24 dev eth0`);
    await b.given(`ip addr add ${ADDRESS}/24 dev eth0`);
    expect(takes.parse(await a.run(takes.probe))).toEqual(takes.want);
    expect(await a.run(takes.apply(() => true).run)).toMatchObject({ code: 0 });
    expect(await addresses(a)).not.toContain(ADDRESS);
  });

  test('of two that have it one gives it up, though its heartbeat does not know of it', async () => {
    const [a, b] = nodes;
    await a.given(`ip addr add ${ADDRESS}/24 dev eth0`);
    expect(mends(0, ['n1', 'n2'])).toEqual([]);
    const [gives] = mends(1, ['n1', 'n2']);
    if (gives === undefined) throw new Error('there is such a step');
    // The stand-in gives nothing up, so it is not waited for as long as for heartbeat.
    const { run } = gives.apply(() => true);
    expect(await b.run({ ...run, text: run.text.replace('-lt 90', '-lt 2') } as typeof run)).toMatchObject({ code: 0 });
    expect(gives.parse(await b.run(gives.probe))).toEqual(gives.want);
    expect(await b.given('cat /run/asked')).toBe('heartbeat runs: false\n');
    expect([await addresses(a), await addresses(b)].map((text) => text.includes(ADDRESS))).toEqual([true, false]);
  });

  test.each([
    ['heartbeat is still at it', 'transition', ':'],
    ['a hand-over is under way', 'local', NOTE_OF_ONE_AT_WORK],
  ])('it takes nothing by force while %s, and is content with what comes of it', async (_, says, given) => {
    const [a, b] = nodes;
    for (const node of nodes) await node.given(`ip addr del ${ADDRESS}/24 dev eth0 2>/dev/null || :; rm -f /run/looks`);
    await b.given(heartbeat('local'));
    await a.given(heartbeat(says));
    await a.lvs('stop');
    await a.given(given);
    const [takes] = mends(0, []);
    if (takes === undefined) throw new Error('there is such a step');
    // Looks on the segment take seconds each; here the sixth finds that the address has come.
    const look = `echo >> /run/looks; [ $(wc -l < /run/looks) -lt 6 ] || ip addr add ${ADDRESS}/24 dev eth0 2>/dev/null`;
    const { run } = takes.apply(() => true);
    const text = run.text
      .replaceAll(/arping -D .*\n *\[ \$\? -eq 1 \]/g, `${look}; false`)
      .replace(/\/\S+LVSDirector .* start >&2/, ': > /run/forced');
    expect(text).toMatch(/run.looks[\s\S]*run.forced/);
    expect(await a.run({ ...run, text } as typeof run)).toMatchObject({ code: 0 });
    expect(await addresses(a)).toContain(` ${ADDRESS}/24 `);
    expect(await a.given('ls /run')).not.toContain('forced');
    await a.given('[ ! -e /run/worker ] || kill $(cat /run/worker); rm -f /run/lvs-director /run/worker');
  });
});

test('with the classic hand-over heartbeat starts the address by its own script', () => {
  const [context] = contexts<HeartbeatVars>(role, {
    hosts: HOSTS.map((host) => ({ ...host, vars: EXAMPLE })),
    vars: { ...EXAMPLE, handover: 'classic' },
  });
  expect(context === undefined ? '' : startsDuty(context).text).toMatch(
    /resource\.d\/IPaddr2 .*192\.168\.6\.240\/24\/eth0\/192\.168\.6\.255.* start$/,
  );
});
