import { beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../lab/index.ts';
import { AUTHKEYS, authkeys, haCf, haresources } from '../../../roles/heartbeat/config.ts';
import { linkName } from '../../../roles/heartbeat/links.ts';
import { wholeMessages } from '../../../roles/heartbeat/messages.ts';
import role from '../../../roles/heartbeat/role.ts';
import { HEARTBEAT } from '../../../roles/heartbeat/software.ts';
import type { HeartbeatVars } from '../../../roles/heartbeat/vars.ts';
import { context } from '../../unit/roles/cluster.ts';
import { expectEnd } from '../expect-end.ts';
import { complaintsOf, fuzzedFiles, TAKEN } from './fuzzed-heartbeat.ts';
import { put } from './ldirectord-parser.ts';

/** Every kind of link, and every setting, on a director whose peer is not there. */
const cluster = context<HeartbeatVars>(role, {
  vars: {
    heartbeat: {
      links: [
        { ucast: 'eth0' },
        { bcast: 'lo' },
        { mcast: 'dummy0', group: '239.192.0.42' },
        { serial: '/dev/ttyS0', baud: 9600 },
      ],
      ...{ deadtime: 4, keepalive: '250ms', warntime: 1.5, initdead: 9, udpport: 6940, deadping: 5 },
      ...{ auto_failback: true, debug: 0, ping: ['192.168.6.1'] },
    },
  },
});

/** heartbeat's own word on what umctl writes, on n1 of a lab where its package is; its peer is not there. */
export function heartbeatItself(scene: () => Lab): void {
  describe('heartbeat itself', () => {
    let lab: Lab;
    /** Starts heartbeat, and asks until it answers, has ended, or half a minute has gone. */
    const start = () =>
      lab.exec(
        'n1',
        [
          'systemctl restart heartbeat',
          'for _ in $(seq 30); do sleep 1; cl_status hbstatus >/dev/null 2>&1 && exit; systemctl -q is-active heartbeat || break; done',
          'exit 1',
        ].join('\n'),
      );
    const status = async (what: string) => (await lab.exec('n1', `cl_status ${what}`)).stdout.trim();

    beforeAll(async () => {
      lab = scene();
      await lab.exec('n1', 'systemctl disable --now ldirectord');
      // Multicast needs a device that can do it, with an address.
      await lab.exec('n1', 'ip link add dummy0 multicast on up type dummy && ip addr add 10.9.9.1/24 dev dummy0');
      await put(lab, 'n1', '/etc/ha.d/ha.cf', haCf(cluster));
      await put(lab, 'n1', '/etc/ha.d/haresources', haresources(cluster));
      await put(lab, 'n1', AUTHKEYS, authkeys('0123456789abcdef'));
    });

    it('starts with every kind of link, under the names that the checks ask for', async () => {
      expectEnd(await start(), 0);
      const names = cluster.vars.heartbeat.links.map(linkName);
      expect((await status('listhblinks n2')).split(/\s+/).sort()).toEqual([...names].sort());
    });

    it('takes every setting as it was meant', async () => {
      // cl_status(1) calls the sub-command `parameter`; the program does not know it by that name.
      const settings = { deadtime: '4', keepalive: '250ms', warntime: '1500ms', initdead: '9', udpport: '6940' };
      for (const [name, value] of Object.entries({ ...settings, baud: '9600', auto_failback: 'on', deadping: '5' }))
        expect([name, await status(`hbparameter -p ${name}`)]).toEqual([name, value]);
      expect((await status('listnodes -n')).split(/\s+/).sort()).toEqual(['n1', 'n2']);
      expect(await status('listnodes -p')).toBe('192.168.6.1');
    });

    it('drops a message that comes in pieces, as its own scripts send it, and hears one that comes whole', async () => {
      const dropped = "journalctl --sync; journalctl -t heartbeat | grep -c 'Message with zero fields'";
      const send = (functions: string) => `. /etc/ha.d/shellfuncs
${functions}
HA_FIFO=/var/lib/heartbeat/fifo
before=$(${dropped})
{ sleep 6; echo t=umctl-test; } | ha_clustermsg
echo $(($(${dropped}) - before))`;
      expect((await lab.exec('n1', send(''))).stdout).toBe('1\n');
      expect((await lab.exec('n1', send(String(wholeMessages().want['content'])))).stdout).toBe('0\n');
    });

    it('does not start with keys that others can read', async () => {
      // It takes its time to stop without its peer; how it does is not what is tested here.
      await lab.exec(
        'n1',
        `timeout 60 systemctl stop heartbeat || systemctl kill -s KILL heartbeat; chmod 644 ${AUTHKEYS}`,
      );
      expectEnd(await start(), 1);
    });

    it('takes whatever umctl writes, for whatever anybody may write', async () => {
      const seed = Date.now() % 2 ** 31;
      const all = await fuzzedFiles({ count: 40, seed });
      const program = HEARTBEAT;
      const complaints = await complaintsOf(lab, 'n1', { program, all });
      expect(complaints).toHaveLength(40);
      for (const [i, said] of complaints.entries()) expect(said, JSON.stringify({ seed, ...all[i] })).toEqual(TAKEN);
    });

    it.each([
      ['haCf', /^node /m, 'nod ', 'Illegal directive [nod] in /etc/ha.d//ha.cf'],
      ['authkeys', /sha1/, 'sha7', 'Invalid authtype [sha7]'],
      ['haresources', /^[^#\s]+ /m, 'n7 ', 'Bad nodename in /etc/ha.d//haresources [n7]'],
    ] as const)('would complain of what is wrong in %s', async (file, right, wrong, complaint) => {
      const program = HEARTBEAT;
      const sound = await fuzzedFiles({ count: 1, seed: 1 });
      const all = sound.map((files) => ({ ...files, [file]: files[file].replace(right, wrong) }));
      expect(await complaintsOf(lab, 'n1', { program, all: sound })).toEqual([TAKEN]);
      expect((await complaintsOf(lab, 'n1', { program, all }))[0]).toContain(complaint);
    });
  });
}
