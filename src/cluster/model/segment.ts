import ipaddr from 'ipaddr.js';
import type { Member, Placed, Refusal } from './role.ts';
import type { SegmentVars } from './segment-vars.ts';
import { refuseUnlike } from './unlike.ts';

/** The virtual address and what follows from its prefix length. */
export interface VirtualAddress {
  readonly address: string;
  readonly prefix: number;
  readonly broadcast: string;
}

/** Takes `192.168.6.240/24` apart. */
export function virtualAddress({ virtual_address: cidr }: Pick<SegmentVars, 'virtual_address'>): VirtualAddress {
  const [address = '', prefix] = cidr.split('/');
  return { address, prefix: Number(prefix), broadcast: ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString() };
}

/** Whether an IPv4 address is one that a host of the network `cidr` can have. */
export function onSegment(address: string, cidr: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return false;
  const [, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const edges = [ipaddr.IPv4.networkAddressFromCIDR(cidr), ipaddr.IPv4.broadcastAddressFromCIDR(cidr)];
  const isEdge = prefix < 31 && edges.some((edge) => edge.toString() === address);
  return !isEdge && ipaddr.IPv4.parse(address).match(edges[0] as ipaddr.IPv4, prefix);
}

/** A node's address on the cluster's segment: `address`, or the address that umctl connects to. */
export const addressOf = ({ vars, host }: Pick<Member<SegmentVars>, 'vars' | 'host'>): string =>
  vars.address ?? host.connection.host;

/** What is wrong with the node's own address, seen together with the virtual address and the other nodes. */
export function refuseAddress(placed: Placed<SegmentVars>): readonly Refusal[] {
  const { vars, name, nodes } = placed;
  const address = addressOf(placed);
  const path = [vars.address === undefined ? 'ansible_host' : 'address'];
  const refuse = (message: string): readonly Refusal[] => [{ path, message }];
  const unlike = refuseUnlike(placed, { members: nodes, on: ({ virtual_address }) => ({ virtual_address }) });
  if (unlike.length > 0) return unlike;
  if (!ipaddr.IPv4.isValidFourPartDecimal(address))
    return refuse(`${name} needs an IPv4 address on the cluster's segment: found '${address}'; set \`address\``);
  if (address === virtualAddress(vars).address)
    return refuse(`${name} has the virtual address ${address} for its own; every node needs an address of its own`);
  if (!onSegment(address, vars.virtual_address))
    return refuse(
      `${address} of ${name} is not on the segment of the virtual address ${vars.virtual_address}; ` +
        'set `address` to its address there',
    );
  const twin = nodes.find((other) => other.name !== name && addressOf(other) === address);
  return twin === undefined ? [] : refuse(`${name} and ${twin.name} have the same address ${address}`);
}
