import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { template } from '../../../../../src/core/template.ts';
import { systemdShutsDown } from '../../../../../src/platform/providers/services/systemd-start.ts';
import { type Node, openNode } from '../../../resources/node.ts';

const templates = new URL('../../../../../roles/heartbeat/handover/templates/', import.meta.url);
const render = (name: string): string => template<typeof data>(new URL(name, templates))(data);

export const MARK = 60_001;
const data = { mark: MARK, shutsDown: systemdShutsDown.text };
export const ADDRESS = '192.168.6.240';
const OWN = ['192.168.6.2', '192.168.6.3'] as const;
export const WORDS = `${ADDRESS}/24/eth0 ${OWN.join(' ')}`;

/** A director: the real LVSDirector, ip, arping and ARP of the kernel; IPVS alone is a stand-in, as few kernels have it. */
export interface Director extends Node {
  /** Calls LVSDirector. Returns what it printed. */
  lvs(verb: string, words?: string): Promise<string>;
  /** The answers to the questions that tell who directs: interfaces with the address, kernel settings, sync daemons. */
  directs(): Promise<string>;
  /** When it tells the other of connections: `sync_threshold`, `sync_refresh_period`. */
  tells(): Promise<string>;
  /** What works in the background. */
  phase(): Promise<string>;
  /** `REAL WEIGHT` of each real server of the table. */
  weights(): Promise<readonly string[]>;
}

/** What both have in the table: one service on both directors and a third host. */
export const TABLE = `ipvsadm -A -t ${ADDRESS}:80 -s rr
for real in 192.168.6.2:80 192.168.6.3:80 192.168.6.4:80; do ipvsadm -a -t ${ADDRESS}:80 -r $real -g -w 1 -x 0 -y 0; done`;

/** Where LVSDirector finds its tools, its state and the kernel's settings, for this node only. */
const OWN_PLACES = `mkdir real sbin
mount -t tmpfs tmpfs /run; mkdir /run/ipvs
mount --bind /usr/sbin real
ln -s "$PWD"/real/* sbin/
cp ipvsadm.pl sbin/ipvsadm; chmod 755 sbin/ipvsadm; mount --bind sbin /usr/sbin
for key in arp_ignore:1 arp_announce:2; do echo "\${key#*:}" > "/proc/sys/net/ipv4/conf/all/\${key%:*}"; done
mount -t tmpfs tmpfs /proc/sys/net/ipv4; mkdir /proc/sys/net/ipv4/vs; cd /proc/sys/net/ipv4/vs
echo 1 > backup_only; echo 0 > sloppy_tcp; echo 1 > expire_quiescent_template; echo 0 0 > sync_threshold; echo 10 > sync_refresh_period`;

async function open(): Promise<Director> {
  const node = await openNode();
  copyFileSync(new URL('./ipvsadm.pl', import.meta.url), join(node.root, 'ipvsadm.pl'));
  mkdirSync(join(node.etc, 'ha.d/resource.d'), { recursive: true });
  // Nothing is told by this kernel, so nobody has to wait for it as long.
  const library = render('lvs-director.sh.ejs').replace(/^(TOLD|SETTLE|LINGER)=.*$/gm, '$1=1');
  writeFileSync(join(node.etc, 'ha.d/lvs-director.sh'), library);
  writeFileSync(join(node.etc, 'ha.d/resource.d/LVSDirector'), render('LVSDirector.ejs'), { mode: 0o755 });
  await node.given(OWN_PLACES);
  return {
    ...node,
    lvs: (verb, words = WORDS) => node.given(`/etc/ha.d/resource.d/LVSDirector ${words} ${verb} || :`),
    directs: async () =>
      (
        await node.given(`ip -4 -o addr show to ${ADDRESS} | awk '{ print $2 }' | sort | tr '\\n' ' '
cd /proc/sys/net/ipv4/vs; cat backup_only sloppy_tcp | tr '\\n' ' '
ipvsadm -L --daemon | awk '{ print $1 }' | tr '\\n' ' '`)
      ).trim(),
    tells: async () =>
      (await node.given('cd /proc/sys/net/ipv4/vs; cat sync_threshold sync_refresh_period')).trim().replace('\n', ', '),
    phase: async () => (await node.given('. /etc/ha.d/lvs-director.sh; phase')).trim(),
    weights: async () => (await node.given(`ipvsadm -S -n | awk '$1 == "-a" { print $5, $8 }'`)).trim().split('\n'),
    async close() {
      // What works in the background has sessions of its own, and would outlive the node.
      await node.given(`mine=$(readlink /proc/self/ns/net)
for other in /proc/[0-9]*; do
  pid=\${other#/proc/}
  [ "$pid" = $$ ] || [ "$pid" = ${node.pid} ] || [ "$(readlink "$other/ns/net")" != "$mine" ] || kill -KILL "$pid" || :
done 2>/dev/null`);
      await node.close();
    },
  };
}

/** Two directors on one segment, neither with the duty yet. */
export async function openDirectors(): Promise<readonly [Director, Director]> {
  const [a, b] = await Promise.all([open(), open()]);
  await a.given(`ip link add eth0 type veth peer name eth0 netns ${b.pid}`);
  for (const [i, node] of [a, b].entries())
    await node.given(`ip addr add ${OWN[i]}/24 brd + dev eth0; ip link set eth0 up; ip addr add ${ADDRESS}/32 dev lo
${TABLE}`);
  for (const node of [a, b]) await node.lvs('prepare');
  return [a, b];
}

export async function until(what: string, right: () => Promise<boolean>, seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await right())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(100);
  }
}
