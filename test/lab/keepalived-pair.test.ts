import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from './expect-end.ts';
import { type Cluster, clusterOf, PATIENT } from './keepalived/cluster.ts';
import { crashActive } from './keepalived/crash.ts';
import { TRACES } from './keepalived/traces.ts';
import { servedBy } from './umctl.ts';
import { unhurried } from './unhurried.ts';

const problem = await labProblem();

const SSH = { name: 'ssh', port: 22, scheduler: 'lc', check: { type: 'connect' } };

// One story on one pair of both families, of which n2 can have no heartbeat: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a pair of Debian’s trixie and of what Red Hat ships has keepalived', () => {
  let lab: Lab;
  let cluster: Cluster;
  const services = async (name: string): Promise<readonly string[]> => {
    const { stdout } = await lab.exec(name, "ipvsadm -S -n | sed -n 's/^-A -t 192.168.6.240:\\([0-9]*\\) .*/\\1/p'");
    return stdout.trim().split('\n').toSorted();
  };
  beforeAll(async () => {
    const hosts = { families: ['debian', 'stock'], suite: 'trixie' } as const;
    lab = await unhurried(await labUp({ lab: 'test-keepalived-pair', ...hosts, fresh: true }));
    cluster = await clusterOf(lab);
    // Pages of http are looked at, by a program of umctl's; what else there is by connecting, as four labs share two processors here.
    await cluster.setVariable(['ldirectord'], PATIENT);
    for (const service of [1, 2])
      await cluster.setVariable(['virtual_services', service, 'check'], { type: 'connect' });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('without being told to: the plan says why, and another plan is empty', async () => {
    expect(await cluster.apply()).toMatch(/keepalived.*n2.*heartbeat/);
    expectEnd(await cluster.run('plan', '--detailed-exitcode'), 0);
  });

  test('a service comes and one goes, and `restore` goes back to before that', async () => {
    const before = await services('n1');
    const after = before.map((port) => (port === '443' ? '22' : port)).toSorted();
    const inventory = await readFile(lab.files.inventory, 'utf8');
    await cluster.setVariable(['virtual_services', 1], SSH);
    await cluster.underLoad(cluster.apply);
    expect([await services('n1'), await services('n2')]).toEqual([after, after]);
    const applied = await cluster.lastRun('apply');
    await cluster.underLoad(async () => {
      expectEnd(await cluster.run('restore', '--run', applied, '--yes'), 0);
    });
    await writeFile(lab.files.inventory, inventory);
    expect([await services('n1'), await services('n2')]).toEqual([before, before]);
  });

  test('a crash of the active director: the other has the address at once, and no request fails after that', async () => {
    const crashed = await crashActive(lab, cluster);
    await lab.boot(crashed);
    await cluster.sound();
    expect(await cluster.serving()).not.toBe(crashed);
  });

  test('who was away gets the connections before it directs: none breaks when it takes over, nor at a drain after it', async () => {
    const to = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    await cluster.underLoad(async () => {
      expectEnd(await cluster.run('switchover', '--to', to, '--yes'), 0);
      expect(await cluster.serving()).toBe(to);
      expectEnd(await cluster.run('drain', 'n1', '--yes', '--timeout', '5m'), 0);
      expect(await servedBy(lab, 4)).toEqual(['n2', 'n2', 'n2', 'n2']);
      expectEnd(await cluster.run('undrain', 'n1', '--yes'), 0);
    });
    expect(await cluster.serving()).toBe(to);
  });

  test('who leaves has no traces left', async () => {
    await cluster.setDirectors(['n1']);
    await cluster.underLoad(cluster.apply);
    expect((await lab.exec('n2', TRACES)).stdout).toBe('');
  });
});
