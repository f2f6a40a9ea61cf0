import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import role from '../../../../../roles/heartbeat/handover/role.ts';
import type { HandoverVars } from '../../../../../roles/heartbeat/handover/vars.ts';
import { isRoot } from '../../../is-root.ts';
import { context } from '../../cluster.ts';
import { until } from '../../director-node.ts';
import { type Director, openDirectors } from './directors.ts';

const directs = role
  .resources(context<HandoverVars>(role, { vars: { handover: 'make_before_break' } }))
  .filter(({ id }) => id === 'command this director directs exactly while it has the virtual address');

describe.skipIf(!isRoot)('what a person undoes on a director', { timeout: 600_000 }, () => {
  let nodes: readonly [Director, Director];
  beforeAll(async () => {
    nodes = await openDirectors();
    await nodes[0].lvs('start');
    await until('it is through', async () => (await nodes[0].phase()) === 'none', 90);
  });
  afterAll(() => Promise.all(nodes.map((node) => node.close())));

  test('is in the plan, and put right', async () => {
    const [active, standby] = nodes;
    const well = await Promise.all(nodes.map((node) => node.directs()));
    for (const node of nodes) expect(await node.plan(...directs)).toEqual([]);
    await standby.given('echo 0 > /proc/sys/net/ipv4/vs/backup_only');
    await active.given('echo 1 > /proc/sys/net/ipv4/vs/backup_only');
    for (const node of nodes) expect(await node.converge(...directs)).toHaveLength(1);
    await active.given('ipvsadm --stop-daemon master');
    expect(await active.converge(...directs)).toHaveLength(1);
    expect(await Promise.all(nodes.map((node) => node.directs()))).toEqual(well);
  });
});
