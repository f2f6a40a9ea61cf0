import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startClientLoad } from '../../lab/client-load.ts';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { endOf } from '../../src/load/record.ts';
import { longestGap } from '../../src/load/statistics.ts';
import { type Cluster, clusterOf } from '../lab/keepalived/cluster.ts';
import { jsonLines, servedBy, umctl, until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';

const problem = await labProblem();

/** Three adverts of the lab's one second and a half; and what a machine that does much else may be late by. */
const GAP = 3500 + 4000;

/** All of the cluster's that a host may have. */
const TRACES = `ls -d /etc/keepalived/umctl /usr/libexec/keepalived/umctl-* /var/lib/umctl/members /run/umctl-keepalived 2>/dev/null
grep -rls 'by umctl' /etc; ip -4 -o addr show | grep -o '192[.]168[.]6[.]240/'; ipvsadm -S -n; pgrep -x keepalived; :`;

const SSH = { name: 'ssh', port: 22, scheduler: 'lc', check: { type: 'connect' } };

// One story on one pair of both families, of which n2 can have no heartbeat: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a pair of Debian and of what Red Hat ships has keepalived', () => {
  let lab: Lab;
  let cluster: Cluster;
  const services = async (name: string): Promise<readonly string[]> => {
    const { stdout } = await lab.exec(name, "ipvsadm -S -n | sed -n 's/^-A -t 192.168.6.240:\\([0-9]*\\) .*/\\1/p'");
    return stdout.trim().split('\n').toSorted();
  };
  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-keepalived-pair', families: ['debian', 'stock'], fresh: true }));
    cluster = await clusterOf(lab);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('without being told to: the plan says why, and another plan is empty', async () => {
    expect(await cluster.apply()).toMatch(/keepalived.*n2.*heartbeat/);
    expect(await cluster.run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
  });

  test('a switch-over, and a real server that is drained and comes back', async () => {
    await cluster.underLoad(async () => {
      const to = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
      expect(await cluster.run('switchover', '--to', to, '--yes')).toMatchObject({ code: 0 });
      expect(await cluster.serving()).toBe(to);
      expect(await cluster.run('drain', 'n1', '--yes', '--timeout', '5m')).toMatchObject({ code: 0 });
      expect(await servedBy(lab, 4)).toEqual(['n2', 'n2', 'n2', 'n2']);
      expect(await cluster.run('undrain', 'n1', '--yes')).toMatchObject({ code: 0 });
    });
  });

  test('a service comes and one goes, and `restore` goes back to before that', async () => {
    const before = await services('n1');
    const after = before.map((port) => (port === '443' ? '22' : port)).toSorted();
    const inventory = await readFile(lab.files.inventory, 'utf8');
    await cluster.setVariable(['virtual_services', 1], SSH);
    await cluster.underLoad(cluster.apply);
    expect([await services('n1'), await services('n2')]).toEqual([after, after]);
    const last = jsonLines((await umctl(['history', '--json'])).stdout).find(({ command }) => command === 'apply');
    await cluster.underLoad(async () => {
      expect(await cluster.run('restore', '--run', String(last?.['id']), '--yes')).toMatchObject({ code: 0 });
    });
    await writeFile(lab.files.inventory, inventory);
    expect([await services('n1'), await services('n2')]).toEqual([before, before]);
  });

  test('a crash of the active director: the other has the address at once, and no request fails after that', async () => {
    const crashed = await cluster.serving();
    const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', rate: 10, limit: 1000 });
    await lab.crash(crashed);
    await until('the other takes over', 60, async () => ![crashed, 'nobody'].includes(await cluster.serving()));
    await until('clients are served', 60, async () => !(await servedBy(lab, 20)).includes(''));
    const seen = await load.stop();
    const gap = longestGap(seen);
    expect(gap.to - gap.from).toBeLessThan(GAP);
    expect(seen.requests.filter((one) => one.failure !== undefined && one.at > gap.to && endOf(one) > gap.to)).toEqual(
      [],
    );
    await lab.boot(crashed);
    await cluster.sound();
    expect(await cluster.serving()).not.toBe(crashed);
  });

  test('who leaves has no traces left', async () => {
    await cluster.setDirectors(['n1']);
    await cluster.underLoad(cluster.apply);
    expect((await lab.exec('n2', TRACES)).stdout).toBe('');
  });
});
