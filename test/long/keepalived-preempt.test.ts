import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import type { DrillReport } from '../../src/cluster/drill/report.ts';
import { clientSideInventory, umctlOnClient } from '../lab/client-side.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { type Cluster, clusterOf, PATIENT } from '../lab/keepalived/cluster.ts';
import { crashActive } from '../lab/keepalived/crash.ts';
import { TRACES } from '../lab/keepalived/traces.ts';
import { jsonLines, until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';

const problem = await labProblem();

// One story of hosts that have what Red Hat ships, of which the inventory says who directs: each test begins where the one
// before it ended. No request may fail and no connection break, but for a crash; a reboot ends those that the host's own web
// server keeps.
describe.skipIf(problem !== undefined)('a pair of Red Hat of which one director is preferred', () => {
  let lab: Lab;
  let cluster: Cluster;
  const serves = (name: string): Promise<void> =>
    until(`${name} serves`, 180, async () => (await cluster.serving()) === name);
  beforeAll(async () => {
    const hosts = { families: ['stock'], realServers: 1 } as const;
    lab = await unhurried(await labUp({ lab: 'test-keepalived-preempt', ...hosts, fresh: true }));
    cluster = await clusterOf(lab);
    await cluster.setVariable(['ldirectord'], PATIENT);
    await cluster.setDirectors(['n1', 'n2']);
    await cluster.setVariable(['keepalived', 'preempt'], true);
    await cluster.apply();
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('it takes the address back when it has rebooted', async () => {
    await serves('n1');
    await cluster.underNewConnections(async () => {
      await lab.reboot('n1');
      await serves('n1');
      await cluster.sound();
    });
  });

  test('it takes the address back after a crash', async () => {
    expect(await crashActive(lab, cluster)).toBe('n1');
    await cluster.underLoad(async () => {
      await lab.boot('n1');
      await serves('n1');
      await cluster.sound();
    });
  });

  test('`preempt: false` under load: who returns stands by', async () => {
    await cluster.setVariable(['keepalived', 'preempt'], false);
    await cluster.underLoad(async () => {
      await cluster.apply();
      expectEnd(await lab.exec('n1', ['systemctl', 'restart', 'keepalived']), 0);
      await cluster.sound();
    });
    expect(await cluster.serving()).toBe('n2');
  });

  test.each([
    ['stop-keepalived', []],
    ['kill-keepalived', []],
    ['crash', ['--allow-crash']],
  ])('umctl drill --fault %s', async (fault, more) => {
    const active = await cluster.serving();
    const inventory = await clientSideInventory(lab, { drill: { recovery: 80, slow_after: 1 } });
    const args = ['--baseline', '4', '--calm', '4', '--within', '100', '--yes', '--json', ...more];
    const { code, stdout, stderr } = await umctlOnClient(lab, ['drill', inventory, '--fault', fault, ...args]);
    const line = jsonLines(stdout).find(({ type }) => type === 'drill-report');
    const report = line?.['report'] as DrillReport | undefined;
    expect(report, stdout + stderr).toMatchObject({ activeBefore: [active] });
    expect(code, stdout + stderr).toBe(report?.passed ? 0 : 7);
    if (fault === 'stop-keepalived') expect([report?.after.failed, report?.after.broken]).toEqual([0, 0]);
    expect(await cluster.serving()).not.toBe(active);
    if (fault === 'crash') {
      // The kernel of the lab's hosts does not find its network again after a reset.
      await lab.crash(active);
      await lab.boot(active);
    }
    await cluster.sound();
  });

  test('a director leaves without traces, and returns; a third one joins', async () => {
    await cluster.setDirectors(['n1']);
    await cluster.underLoad(cluster.apply);
    expect((await lab.exec('n2', TRACES)).stdout).toBe('');
    await cluster.setDirectors(['n1', 'n2']);
    await cluster.underLoad(cluster.apply);
    await cluster.setDirectors(['n1', 'n2', 'n3']);
    await cluster.underLoad(cluster.apply);
    await cluster.underLoad(async () => {
      expectEnd(await cluster.run('switchover', '--to', 'n3', '--yes'), 0);
      expectEnd(await lab.exec('n3', ['systemctl', 'stop', 'keepalived']), 0);
      expectEnd(await lab.exec('n3', ['systemctl', 'start', 'keepalived']), 0);
      await cluster.sound();
    });
  });
});
