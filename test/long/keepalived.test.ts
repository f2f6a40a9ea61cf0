import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from '../lab/applied/lab.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { type Cluster, clusterOf, PATIENT } from '../lab/keepalived/cluster.ts';
import { holdersSince, watchHolders } from '../lab/keepalived/holders.ts';

const problem = await labProblem();

/** What heartbeat leaves on a host; the ldirectord.cf of its package is the host's own. */
const HEARTBEAT = `ls -d /etc/ha.d/ha.cf /etc/ha.d/haresources /etc/ha.d/authkeys /run/lvs-director* 2>/dev/null
pgrep -x 'heartbeat|ldirectord'; :`;

// One story on three hosts, of which the inventory says who directs: each test begins where the one before it ended. n3 has Red
// Hat's layout, and only what Red Hat ships: no heartbeat.
describe.skipIf(problem !== undefined)(
  'a pair of heartbeat becomes one of keepalived, and has a third director',
  () => {
    let lab: Lab;
    let cluster: Cluster;

    beforeAll(async () => {
      lab = await appliedLab('test-keepalived', {
        realServers: 1,
        families: ['debian', 'debian', 'stock'],
        withMore: async (up) => {
          cluster = await clusterOf(up);
          await cluster.setDirectors(['n1', 'n2']);
        },
      });
    });
    afterAll(async () => {
      await lab?.down({ remove: true });
    });

    test('`stack: keepalived` moves the pair there under load, and nothing of heartbeat is left', async () => {
      // With the stack, as the pair was verified with the times it had.
      await cluster.setVariable(['ldirectord'], PATIENT);
      await cluster.setVariable(['stack'], 'keepalived');
      await cluster.underLoad(cluster.apply);
      for (const name of ['n1', 'n2']) expect((await lab.exec(name, HEARTBEAT)).stdout, name).toBe('');
    });

    test('a third director joins under load, and is at no time active beside the other', async () => {
      const before = await cluster.serving();
      await cluster.setDirectors(['n1', 'n2', 'n3']);
      await cluster.setVariable(['virtual_services', 1, 'scheduler'], 'wrr');
      await watchHolders(lab);
      await cluster.underLoad(cluster.apply);
      expect(await holdersSince(lab)).toEqual({ n1: [], n2: [], n3: [] });
      expect(await cluster.serving()).toBe(before);
      const { code, stdout } = await cluster.run('status', '--json');
      const shown = JSON.parse(stdout);
      expect([code, shown.alarms, shown.problems, shown.arp.owners]).toEqual([0, [], [], [before]]);
      expect((await lab.exec(before, 'ipvsadm -S -n')).stdout).toContain('-A -t 192.168.6.240:443 -s wrr');
    });

    test('umctl switchover to it, and `systemctl stop keepalived` there', async () => {
      await cluster.underLoad(async () => {
        expectEnd(await cluster.run('switchover', '--to', 'n3', '--yes'), 0);
        expect(await cluster.serving()).toBe('n3');
        expectEnd(await lab.exec('n3', ['systemctl', 'stop', 'keepalived']), 0);
        expect(['n1', 'n2']).toContain(await cluster.serving());
        expectEnd(await lab.exec('n3', ['systemctl', 'start', 'keepalived']), 0);
        await cluster.sound();
      });
      expect(['n1', 'n2']).toContain(await cluster.serving());
    });
  },
);
