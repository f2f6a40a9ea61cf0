import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quote } from '../../../../src/core/sh.ts';
import type { Node } from '../../resources/node.ts';
import { run } from './node.ts';
import { PACKETS_6 } from './openings.ts';

const SEND = readFileSync(path.join(import.meta.dirname, 'send.py'), 'utf8');

/** Real packets, and how many of them got past all firewalls of a node. */
export interface Packets {
  /** `udp 192.168.6.3 192.168.6.2 694`; of tcp with flags, one a packet. */
  arrived(packet: string): Promise<number>;
}

/** Counts what comes in on `eth0`, behind every firewall, and takes it, as IPVS does: the node itself answers nothing. */
export async function countPackets(node: Node): Promise<Packets> {
  await run(
    node,
    `ip addr replace 192.168.6.240/32 dev lo
ip addr replace 224.0.0.18/32 dev eth0 autojoin
ip addr replace fd00:6::240/128 dev lo
ip addr replace ff02::12/128 dev eth0 autojoin
ip route replace fd00:7::/64 dev eth0
nft 'add table inet seen; add chain inet seen arrived { type filter hook input priority 500; }
add rule inet seen arrived iifname "eth0" meta nfproto ipv4 counter drop
add rule inet seen arrived iifname "eth0" meta nfproto ipv6 meta l4proto != ipv6-icmp counter drop'`,
  );
  const seen = async (): Promise<number> =>
    [...(await run(node, 'nft list chain inet seen arrived')).matchAll(/packets (\d+)/g)]
      .map(([, packets]) => Number(packets))
      .reduce((all, one) => all + one, 0);
  return {
    async arrived(packet) {
      const before = await seen();
      const [protocol = '', from = '', to = '', ...rest] = packet.split(' ');
      const words = [from, to, protocol, ...(rest.length === 0 ? ['0'] : rest)].map(quote).join(' ');
      await run(
        node,
        `python3 -c ${quote(SEND)} peer0 "$(ip -o link show eth0 | sed 's/.*ether //; s/ .*//')" ${words}`,
      );
      return (await seen()) - before;
    },
  };
}

/** How many of each of {@link PACKETS_6} arrive. */
export async function ofSix({ arrived }: Packets): Promise<readonly number[]> {
  const found: number[] = [];
  for (const [packet] of PACKETS_6) found.push(await arrived(packet));
  return found;
}
