import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { lastRunOf } from '../lab/last-run.ts';
import { activeDirector, jsonLines, servedBy, umctl, until } from '../lab/umctl.ts';
import { underLoad } from '../lab/under-load.ts';
import { unhurried } from '../lab/unhurried.ts';
import { ADDRESS, type Name, twoClusters } from './two-clusters.ts';

const problem = await labProblem();

/** All of a cluster's that a host may have. */
const TRACES = `ls -d /etc/keepalived/umctl /usr/libexec/keepalived/umctl-* /var/lib/umctl/members /run/umctl-keepalived 2>/dev/null
grep -rls 'by umctl' /etc; ip -4 -o addr show | grep -o '192[.]168[.]6[.]250/'; ipvsadm -S -n; pgrep -x keepalived; :`;

const url = (cluster: Name): string => `http://${ADDRESS[cluster]}/`;

// One story: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a pair of heartbeat and a pair of keepalived in one inventory', () => {
  let lab: Lab;
  let write: Awaited<ReturnType<typeof twoClusters>>;
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  const done = async (command: string, ...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(command, ...args);
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  };
  const active = async (cluster: Name) => (await activeDirector(lab, ADDRESS[cluster])) ?? 'nobody';
  const scheduler = async (cluster: Name): Promise<string> => {
    const { stdout } = await lab.exec(await active(cluster), 'ipvsadm -S -n | sed -n "s/^-A .* -s //p"');
    return stdout.trim();
  };
  const schedulers = async () => ({ shop: await scheduler('shop'), mail: await scheduler('mail') });
  const lastRun = (command: string): Promise<string> => lastRunOf(lab, command);
  const sound = () => until('both clusters to be sound', 300, async () => (await run('verify')).code === 0);

  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-clusters', realServers: 2, fresh: true }));
    write = await twoClusters(lab);
    await write();
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('both are set up side by side from bare hosts, and then there is nothing to do', async () => {
    expect(await done('plan')).toMatch(/shop[\s\S]*mail|mail[\s\S]*shop/);
    const said = await done('apply', '--yes');
    for (const cluster of ['shop', 'mail'] as const) {
      expect(said).toMatch(new RegExp(`^cluster ${cluster} +done`, 'm'));
      expect(new Set(await servedBy(lab, 8, url(cluster)))).toEqual(
        new Set(cluster === 'shop' ? ['n1', 'n2'] : ['n3', 'n4']),
      );
    }
    expect(await done('plan')).toMatch(/^Nothing to do: 4 hosts/m);
    const shown = jsonLines(await done('status', '--json'));
    expect(shown.map(({ cluster, alarms, problems }) => [cluster, alarms, problems])).toEqual([
      ['shop', [], []],
      ['mail', [], []],
    ]);
    const only = jsonLines(await done('status', '--json', '-l', 'mail'));
    expect(only.map(({ cluster }) => cluster)).toEqual(['mail']);
  });

  test('a switch-over in one leaves the other as it is, and no client of either notices', async () => {
    const [shop, mail] = [await active('shop'), await active('mail')];
    const also = { also: [url('mail')] };
    await underLoad(lab, async () => void (await done('switchover', '-l', 'mail', '--yes')), also);
    expect([await active('shop'), await active('mail')]).toEqual([shop, mail === 'n3' ? 'n4' : 'n3']);
    await underLoad(lab, async () => void (await done('switchover', '-l', 'shop', '--yes')), also);
    expect(await active('shop')).toBe(shop === 'n1' ? 'n2' : 'n1');
  });

  test('the key of one is changed, and the other is passed over, as it has none', async () => {
    const { code, stdout, stderr } = await run('rotate-key', '--yes');
    expect(code, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain('warning: mail: the inventory gives keepalived no key');
    expect(await done('plan')).toMatch(/^Nothing to do: 4 hosts/m);
  });

  test('`restore` takes a run back in both clusters, and in one if it was for one', async () => {
    expect(await schedulers()).toEqual({ shop: 'rr', mail: 'rr' });
    await write({ schedulers: { shop: 'lc', mail: 'lc' } });
    await done('apply', '--yes');
    const both = await lastRun('apply');
    await write({ schedulers: { shop: 'lc', mail: 'sed' } });
    await done('apply', '-l', 'mail', '--yes');
    const one = await lastRun('apply');
    expect(await schedulers()).toEqual({ shop: 'lc', mail: 'sed' });
    const also = { also: [url('mail')] };
    await underLoad(lab, async () => void (await done('restore', '--run', one, '--yes')), also);
    expect(await schedulers()).toEqual({ shop: 'lc', mail: 'lc' });
    await underLoad(lab, async () => void (await done('restore', '--run', both, '--yes')), also);
    expect(await schedulers()).toEqual({ shop: 'rr', mail: 'rr' });
    await write();
    expect(await done('plan')).toMatch(/^Nothing to do: 4 hosts/m);
  });

  test('a host that is down fails its own cluster, and no other', async () => {
    await write({ schedulers: { shop: 'wlc', mail: 'wlc' } });
    await lab.crash('n4');
    const { code, stdout } = await run('apply', '--yes');
    expect(code, stdout).toBe(4);
    expect(stdout).toMatch(/^cluster shop {2}done$/m);
    expect(stdout).toMatch(/^cluster mail {2}exit 4/m);
    expect(await scheduler('shop')).toBe('wlc');
    await done('apply', '-l', 'shop', '--yes');
    await lab.boot('n4');
    await done('apply', '--yes');
    await sound();
    expect(await schedulers()).toEqual({ shop: 'wlc', mail: 'wlc' });
  });

  test('one leaves as a whole while the other serves, and leaves nothing on its hosts', async () => {
    await write({ clusters: ['shop'], schedulers: { shop: 'wlc' } });
    await underLoad(lab, async () => void (await done('apply', '--yes')));
    for (const name of ['n3', 'n4']) expect((await lab.exec(name, TRACES)).stdout, name).toBe('');
    expect(await done('plan')).toMatch(/^Nothing to do/m);
    await done('verify');
  });
});
