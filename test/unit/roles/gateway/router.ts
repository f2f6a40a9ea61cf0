import { type Node, openNode } from '../../resources/node.ts';

/** A node whose eth0 leads to a router in a network of its own, at 1, 11, 12 and 13 of 192.168.6.0/24 and fd00:6::/64. */
export interface Segment extends Pick<Node, 'given' | 'plan' | 'close'> {
  readonly onRouter: (text: string) => Promise<string>;
}

export async function openSegment(): Promise<Segment> {
  const node = await openNode();
  const pid = (await node.given('unshare -n sleep 3600 >/dev/null 2>&1 & echo $!')).trim();
  const onRouter = (text: string) => node.given(`nsenter -t ${pid} -n sh -ec '${text}'`);
  await node.given(`until [ "$(readlink /proc/${pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link add eth0 type veth peer name far0; ip -o link show far0 | sed 's/.*ether \\([^ ]*\\) .*/\\1/' > router-mac; ip link set far0 netns ${pid}
ip addr add 192.168.6.2/24 dev eth0; ip addr add fd00:6::2/64 dev eth0 nodad; ip link set eth0 up
for family in ipv4 ipv6; do echo 200 > /proc/sys/net/$family/neigh/eth0/retrans_time_ms; done
echo 1 > /proc/sys/net/ipv4/neigh/eth0/delay_first_probe_time`);
  await onRouter(`for i in 1 11 12 13; do ip addr add 192.168.6.$i/24 dev far0; ip addr add fd00:6::$i/64 dev far0 nodad; done
ip link set far0 up`);
  return {
    given: node.given,
    plan: node.plan,
    onRouter,
    async close() {
      await node.given(`kill -9 ${pid}`);
      await node.close();
    },
  };
}
