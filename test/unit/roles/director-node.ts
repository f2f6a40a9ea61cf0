import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Node, openNode } from '../resources/node.ts';

/**
 * Where what runs on a director finds its tools, its state and the kernel's settings, for this node only. IPVS and its
 * tool are stand-ins, as few kernels have it, and so is tc; what is logged is in /run/logged.
 */
const OWN_PLACES = `mkdir real sbin; mount -t tmpfs -o mode=755 tmpfs sbin
mount -t tmpfs tmpfs /run; mkdir /run/ipvs
mount --bind /usr/sbin real
ln -s "$PWD"/real/* sbin/
for tool in ipvsadm modprobe logger tc; do rm -f sbin/$tool; done
cp ipvsadm.pl sbin/ipvsadm; cp tc.sh sbin/tc; chmod 755 sbin/ipvsadm sbin/tc
printf '#!/bin/sh\\n' > sbin/modprobe
printf '#!/bin/sh\\nshift $(($# - 1))\\necho "$1" >> /run/logged\\n' > sbin/logger
chmod 755 sbin/modprobe sbin/logger
mount --bind sbin /usr/sbin
for key in arp_ignore:1 arp_announce:2 rp_filter:1; do echo "\${key#*:}" > "/proc/sys/net/ipv4/conf/all/\${key%:*}"; done
mount -t tmpfs tmpfs /proc/sys/net/ipv4; mkdir /proc/sys/net/ipv4/vs; cd /proc/sys/net/ipv4/vs
echo 1 > backup_only; echo 0 > sloppy_tcp; echo 1 > expire_quiescent_template; echo 0 0 > sync_threshold; echo 10 > sync_refresh_period
echo 1 > expire_nodest_conn; echo 1 > conn_reuse_mode`;

/** A node for what runs on a director: the real ip, arping and ARP of the kernel. */
export async function openDirectorNode(): Promise<Node> {
  const node = await openNode();
  for (const tool of ['ipvsadm.pl', 'tc.sh']) copyFileSync(new URL(tool, import.meta.url), join(node.root, tool));
  await node.given(OWN_PLACES);
  return {
    ...node,
    async close() {
      // What works in the background has sessions of its own, and would outlive the node.
      await node.given(`for pid in $(pgrep --ns $$ --nslist net); do
  [ "$pid" = $$ ] || [ "$pid" = ${node.pid} ] || kill -KILL "$pid" || :
done 2>/dev/null`);
      await node.close();
    },
  };
}

/** Two such nodes on one segment: addresses and a link between the first interface of both. */
export async function joinNodes(nodes: readonly [Node, Node], addresses: readonly [string, string]): Promise<void> {
  const [a, b] = nodes;
  await a.given(`ip link add eth0 type veth peer name eth0 netns ${b.pid}`);
  for (const [i, node] of nodes.entries()) {
    const [address = ''] = addresses.slice(i);
    await node.given(
      `ip link set eth0 up; ip addr add ${address} dev eth0 ${address.includes(':') ? 'nodad' : 'brd +'}`,
    );
  }
}

/** Most questions start a dozen processes, which is work for those that are waited for. */
const POLL = 250;

export async function until(what: string, right: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await right())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(POLL);
  }
}
