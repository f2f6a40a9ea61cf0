import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { type Cluster, clusterOf } from '../lab/keepalived/cluster.ts';
import { activeDirector, servedBy, until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';
import { restartOwner } from './owner-restart.ts';

const problem = await labProblem();

/** Who has the network of each host: Ubuntu has netplan, and the image of a cloud networkd alone. */
const OWNERS = { n1: 'netplan', n2: 'networkd' } as const;

/** What umctl writes for the two owners, and what it leaves of the cluster on a host. */
const WRITTEN = `stat -c '%a %n' /etc/netplan/* /etc/systemd/network/*umctl* /etc/systemd/network/*/*umctl* 2>/dev/null; :`;
const TRACES = `ls -d /etc/keepalived/keepalived.conf /etc/ha.d/ha.cf /var/lib/umctl/members 2>/dev/null
grep -rls 'by umctl' /etc
ip -4 -o addr show | grep -o '192[.]168[.]6[.]240/'; ipvsadm -S -n`;

// One story: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a pair whose networks netplan and networkd have', () => {
  let lab: Lab;
  let cluster: Cluster;

  const serves = async (): Promise<void> => {
    await until('a director is active', 240, async () => (await activeDirector(lab)) !== undefined);
    await cluster.sound();
    expectEnd(await cluster.run('plan', '--detailed-exitcode'), 0);
    const names = lab.hosts.map(({ name }) => name);
    const serving = async () => [...new Set(await servedBy(lab, 8))].sort();
    await expect.poll(serving, { timeout: 60_000, interval: 1000 }).toEqual(names);
  };
  const ownersRestart = async (): Promise<void> => {
    for (const { name, address } of lab.hosts) {
      const owner = name === 'n2' ? OWNERS.n2 : OWNERS.n1;
      await restartOwner(lab, { name, owner, address });
    }
  };
  const rebooted = async (): Promise<void> => {
    await Promise.all(lab.hosts.map(({ name }) => lab.reboot(name)));
    await serves();
  };
  const switched = async (): Promise<void> => {
    const other = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    await cluster.underLoad(async () => {
      expectEnd(await cluster.run('switchover', '--yes'), 0);
      expect(await cluster.serving()).toBe(other);
    });
  };

  beforeAll(async () => {
    const families = ['ubuntu', 'cloud'] as const;
    lab = await unhurried(await labUp({ lab: 'test-owners', families, suite: 'trixie', nodes: 2, fresh: true }));
    cluster = await clusterOf(lab);
    await cluster.setVariable(['stack'], 'heartbeat');
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('heartbeat: apply, and an empty plan; other files stay, and those of netplan are the owner’s to read', async () => {
    await cluster.apply();
    await serves();
    expect((await lab.exec('n1', WRITTEN)).stdout).toMatch(
      /^600 \/etc\/netplan\/50-cloud-init\.yaml\n600 \/etc\/netplan\/99-umctl-lo-0\.yaml\n/,
    );
    expect((await lab.exec('n2', WRITTEN)).stdout).toContain('umctl');
  });
  test('heartbeat: each owner restarts and rereads, with the address on eth0 and without', async () => {
    await ownersRestart();
    await serves();
  });
  test('heartbeat: a switch-over under load, and back', async () => {
    await switched();
    await switched();
  });
  test('heartbeat: a reboot of all nodes comes back to the same', rebooted);

  test('keepalived takes the place of heartbeat', async () => {
    await cluster.setVariable(['stack'], 'keepalived');
    await cluster.apply();
    await serves();
  });
  test('keepalived: each owner restarts and rereads, with the address on eth0 and without', async () => {
    await ownersRestart();
    await serves();
  });
  test('keepalived: a switch-over under load, and back', async () => {
    await switched();
    await switched();
  });
  test('keepalived: a director is drained as a real server, and comes back', async () => {
    expectEnd(await cluster.run('drain', 'n2', '--yes', '--timeout', '2m'), 0);
    expect(new Set(await servedBy(lab, 8))).toEqual(new Set(['n1']));
    expectEnd(await cluster.run('undrain', 'n2', '--yes'), 0);
    await serves();
  });
  test('keepalived: a reboot of all nodes comes back to the same', rebooted);

  test.each([['n1'], ['n2']])('%s leaves: nothing of umctl is left on it, nor after a reboot', async (name) => {
    const stays = name === 'n1' ? 'n2' : 'n1';
    await cluster.setDirectors([stays]);
    await cluster.apply();
    expect((await lab.exec(name, TRACES)).stdout).toBe('');
    await lab.reboot(name);
    await until('it is up', 240, async () => (await lab.exec(name, 'true')).code === 0);
    expect((await lab.exec(name, TRACES)).stdout).toBe('');
    expect(new Set(await servedBy(lab, 4))).toEqual(new Set([stays]));
    await cluster.setDirectors(['n1', 'n2']);
    await cluster.apply();
    await serves();
  });
});
