import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givesUpAddress, takesAddress } from '../../../../roles/heartbeat/mend.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { isRoot } from '../../is-root.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';
import { ADDRESS, type Director, openDirectors, until } from './handover/directors.ts';

const held = [{ device: 'eth0', label: 'eth0', address: ADDRESS, prefix: 24 }];

/** What the role wants of n1 or n2 beyond its files, where these have the address. */
function mends(which: number, holds: readonly string[]): readonly Resource[] {
  const context = contexts<HeartbeatVars>(role, {
    hosts: HOSTS.map((host) => ({ ...host, vars: EXAMPLE })),
    hostFacts: Object.fromEntries(holds.map((name) => [name, { addresses: held }])),
    recalled: { n1: 'resources local', n2: 'resources local' },
  })[which];
  return context === undefined ? [] : [...takesAddress(context), ...givesUpAddress(context)];
}

/** Heartbeat is a stand-in: its stop stops its resource, and it says what it was given to say. */
const heartbeat = (rscstatus: string) => `cat > sbin/cl_status <<'SAYS'
#!/bin/sh
[ "$1" != rscstatus ] || echo ${rscstatus}
SAYS
cat > sbin/systemctl <<'DOES'
#!/bin/sh
case "$*" in
  *is-active*) [ ! -e /run/stopped ] ;;
  *stop*) touch /run/stopped ;;
esac
DOES
rm -f /run/stopped; chmod 755 sbin/cl_status sbin/systemctl`;

describe.skipIf(!isRoot)('who has the virtual address is put right', { timeout: 180_000 }, () => {
  let nodes: readonly [Director, Director];
  beforeAll(async () => {
    nodes = await openDirectors();
    for (const node of nodes) await node.given(heartbeat('local'));
  }, 60_000);
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
    expect([await addresses(a), await addresses(b)].map((text) => text.includes(ADDRESS))).toEqual([true, false]);
  });
});
