import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import handover from '../../../../../roles/heartbeat/handover/role.ts';
import { active, standby } from '../../../../../roles/heartbeat/phases.ts';
import ldirectord from '../../../../../roles/ldirectord/role.ts';
import realserver from '../../../../../roles/realserver/role.ts';
import type { AnyRole } from '../../../../../src/cluster/model/role.ts';
import { sh } from '../../../../../src/core/sh.ts';
import { isRoot } from '../../../is-root.ts';
import { contexts, EXAMPLE, HOSTS } from '../../cluster.ts';
import { until } from '../../director-node.ts';
import { ADDRESS, type Director, openDirectors, TABLE, WORDS } from './directors.ts';

const NEW = '192.168.6.241';
const VARS = { ...EXAMPLE, virtual_address: `${NEW}/24` };
const HAS = { lo: ['lo', 32], eth0: ['eth0', 24], eth1: ['eth1', 24] } as const;

/** A role's context on a director that has the old address on these devices. */
function on(role: AnyRole, devices: readonly (keyof typeof HAS)[], vars: object = {}) {
  const hosts = HOSTS.map((host) => ({ ...host, vars: { ...VARS, ...vars } }));
  const addresses = devices.map((device) => ({ device, label: device, address: ADDRESS, prefix: HAS[device][1] }));
  const [context] = contexts(role, {
    hosts,
    vars: { ...VARS, ...vars },
    secrets: { key: 'k' },
    facts: { served: ADDRESS, addresses },
  });
  if (context === undefined) throw new Error('there is a host');
  return { ids: role.resources(context).map(({ id }) => id), context };
}

const TAKES = `command this director takes ${NEW} in place of ${ADDRESS}`;

describe('another virtual address on a live cluster', () => {
  it('is taken by the director that has the old one, after both have the new files', () => {
    expect(on(active, ['lo', 'eth0']).ids.at(-1)).toBe(TAKES);
    expect(on(standby, ['lo', 'eth0']).ids).toEqual([]);
    expect(on(active, ['lo']).ids).toEqual([]);
    expect(on(standby, ['lo']).ids).toContain('file /etc/ha.d/haresources');
  });

  it('is told of before it is approved, and where it is served', () => {
    const { context } = on(active, ['lo', 'eth0']);
    expect(active.warn?.(context)).toEqual([
      expect.stringMatching(/^the virtual address changes to 192.168.6.241: clients lose/),
    ]);
    expect(active.warn?.(on(active, ['lo']).context)).toEqual([]);
  });

  it('leaves nothing of the old one on lo or in the table, and stops nobody who directs for it still', () => {
    expect(on(realserver, ['lo']).ids).toContain(`no address ${ADDRESS} lo`);
    expect(on(ldirectord, ['lo']).ids.at(-1)).toBe(`command the LVS table has no service of ${ADDRESS}`);
    expect(on(handover, ['lo', 'eth0']).ids.filter((id) => id.startsWith('command'))).toEqual([]);
    expect(on(handover, ['lo']).ids).toContain('command this director hears of the connections of the other');
  });

  it('comes alone: neither with another interface nor with another way of the hand-over', () => {
    const refused = (...args: Parameters<typeof on> extends [AnyRole, ...infer R] ? R : never) =>
      handover.refuseHost?.(on(handover, ...args).context).map(({ path }) => path[0]);
    expect(refused(['lo', 'eth0'])).toEqual([]);
    expect(refused(['lo', 'eth1'])).toEqual(['interface']);
    expect(refused(['eth0'])).toEqual(['virtual_address']);
    expect(refused(['eth0'], { handover: 'classic' })).toEqual([]);
  });
});

describe.skipIf(!isRoot)('on two directors', { timeout: 600_000 }, () => {
  let nodes: readonly [Director, Director];
  beforeAll(async () => {
    nodes = await openDirectors();
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });

  test('the one that is active serves the new address only, and would hand that over', async () => {
    const [a, b] = nodes;
    await a.lvs('start');
    await until('it is through', async () => (await a.phase()) === 'none', 90);
    const words = WORDS.replace(ADDRESS, NEW);
    const { context } = on(active, ['lo', 'eth0']);
    const takes = active.resources(context).filter(({ id }) => id === TAKES);
    const clears = ldirectord.resources(on(ldirectord, ['lo']).context).slice(-1);
    await a.given(TABLE.replaceAll(ADDRESS, NEW));
    await a.converge(...clears, ...takes);
    expect(await a.given('ip -4 -o addr show dev eth0')).not.toContain(ADDRESS);
    expect(await a.given('ip -4 -o addr show dev eth0')).toContain(` ${NEW}/24 `);
    expect(await a.given('ipvsadm -S -n')).not.toContain(ADDRESS);
    expect(await a.given('cat /proc/sys/net/ipv4/vs/backup_only; ipvsadm -L --daemon')).toBe(
      `0\n${['master', 'backup'].map((role) => `${role} sync daemon (mcast=eth0, syncid=241, maxlen=1472)\n`).join('')}`,
    );
    expect(await a.lvs('status', words)).toBe('running\n');
    // Exit status 1: somebody answers.
    expect((await b.run(sh`arping -D -q -f -c 5 -w 5 -I eth0 ${NEW}`)).code).toBe(1);
    await until('it is through', async () => (await a.phase()) === 'none', 90);
  });
});
