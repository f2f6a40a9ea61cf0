import { type FirewallNode, openFirewallNode } from '../../platform/firewall/node.ts';

/** n1 is the node; n2 is a namespace beside it, where `there` runs what is quoted behind it. */
export async function openTwoDirectors(): Promise<{ readonly node: FirewallNode; readonly there: string }> {
  const node = await openFirewallNode();
  const pid = await node.given(`unshare -n sleep 600 >/dev/null 2>&1 </dev/null &
echo $! >> /run/pids
until [ "$(readlink /proc/$!/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.1; done
ip link set peer0 netns $!
ip addr add fd00:6::2/64 dev eth0 nodad
nsenter -t $! -n sh -c 'ip addr add 192.168.6.3/24 dev peer0; ip addr add fd00:6::3/64 dev peer0 nodad; ip link set peer0 up'
until ip -o link show eth0 | grep -q 'state UP'; do sleep 0.1; done
echo $!`);
  return { node, there: `nsenter -t ${pid.trim()} -n sh -c` };
}
