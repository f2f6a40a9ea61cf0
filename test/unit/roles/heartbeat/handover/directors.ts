import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lvsDirector, lvsDirectorLibrary } from '../../../../../roles/heartbeat/handover/programs.ts';
import { ndpText } from '../../../../../src/cluster/model/ndp.ts';
import { systemdShutsDown } from '../../../../../src/platform/providers/services/systemd-start.ts';
import type { Node } from '../../../resources/node.ts';
import { joinNodes, openDirectorNode } from '../../director-node.ts';

export const ADDRESS = '192.168.6.240';
const OWN = ['192.168.6.2', '192.168.6.3'] as const;
export const ADDRESS6 = 'fd00:6::240';
export const WORDS = `${ADDRESS}/24/eth0 ${OWN.join(' ')}`;

/** A director: the real LVSDirector, ip, arping and ARP of the kernel; IPVS alone is a stand-in, as few kernels have it. */
export interface Director extends Node {
  /** Calls LVSDirector. Returns what it printed. */
  lvs(verb: string, words?: string): Promise<string>;
  /** The answers to the questions that tell who directs: interfaces with the address, kernel settings, sync daemons. */
  directs(): Promise<string>;
  /** When it tells the other of connections: `sync_threshold`, `sync_refresh_period`. */
  tells(): Promise<string>;
  /** What becomes of a port that a client uses again: `expire_nodest_conn`, `conn_reuse_mode`. */
  reuses(): Promise<string>;
  /** What works in the background. */
  phase(): Promise<string>;
  /** `REAL WEIGHT` of each real server of the table. */
  weights(): Promise<readonly string[]>;
}

/** What both have in the table: one service on both directors and a third host. */
export const TABLE = `ipvsadm -A -t ${ADDRESS}:80 -s rr
for real in 192.168.6.2:80 192.168.6.3:80 192.168.6.4:80; do ipvsadm -a -t ${ADDRESS}:80 -r $real -g -w 1 -x 0 -y 0; done`;

async function open(): Promise<Director> {
  const node = await openDirectorNode();
  mkdirSync(join(node.etc, 'ha.d/resource.d'), { recursive: true });
  // Nothing is told by this kernel, so nobody has to wait for it as long.
  const library = lvsDirectorLibrary({ shutsDown: systemdShutsDown }).replace(/^(TOLD|SETTLE|LINGER)=.*$/gm, '$1=1');
  writeFileSync(join(node.etc, 'ha.d/lvs-director.sh'), library);
  writeFileSync(join(node.etc, 'ha.d/resource.d/LVSDirector'), lvsDirector(), { mode: 0o755 });
  writeFileSync(join(node.etc, 'ha.d/umctl-ndp'), ndpText(), { mode: 0o755 });
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
    reuses: async () =>
      (await node.given('cd /proc/sys/net/ipv4/vs; cat expire_nodest_conn conn_reuse_mode')).trim().replace('\n', ', '),
    phase: async () => (await node.given('. /etc/ha.d/lvs-director.sh; phase')).trim(),
    weights: async () => (await node.given(`ipvsadm -S -n | awk '$1 == "-a" { print $5, $8 }'`)).trim().split('\n'),
  };
}

/** Two directors on one segment, neither with the duty yet. */
export async function openDirectors(): Promise<readonly [Director, Director]> {
  const [a, b] = await Promise.all([open(), open()]);
  await joinNodes([a, b], [`${OWN[0]}/24`, `${OWN[1]}/24`]);
  for (const node of [a, b]) await node.given(`ip addr add ${ADDRESS}/32 dev lo\n${TABLE}`);
  for (const node of [a, b]) await node.lvs('prepare');
  return [a, b];
}
