import { broadcastOf, contains, edgeOf, parseCidr } from '../../core/address/cidr.ts';
import { parseIp } from '../../core/address/ip.ts';
import { refuseSegmentFamilies } from './families.ts';
import { knownAddress } from './own-addresses.ts';
import type { Member, Placed, Refusal } from './role.ts';
import type { SegmentVars } from './segment-vars.ts';
import { refuseUnlike } from './unlike.ts';
import { readCidr } from './virtual-addresses.ts';

/** A virtual address in texts, as files and commands of hosts have it. */
interface AddressTexts {
  readonly address: string;
  readonly prefix: number;
  readonly broadcast: string;
}

/** The one that roles set up which know a single one; see {@link virtualAddresses}. */
export function virtualAddress(vars: Pick<SegmentVars, 'virtual_address'>): AddressTexts {
  const cidr = readCidr(vars);
  return { address: cidr.ip.text, prefix: cidr.prefix, broadcast: broadcastOf(cidr)?.text ?? '' };
}

/** Whether an address is one that a host of the network can have. */
export function onSegment(address: string, network: string): boolean {
  const [ip, cidr] = [parseIp(address), parseCidr(network)];
  return ip !== undefined && cidr !== undefined && contains(cidr, ip) && edgeOf(cidr, ip) === undefined;
}

/** The address that a node is known by on the cluster's segment: that of the first virtual address's family. */
export const addressOf = ({ vars, host: { connection } }: Pick<Member<SegmentVars>, 'vars' | 'host'>): string =>
  knownAddress(parseCidr(vars.virtual_address)?.ip.family, vars, { connection });

/** What is wrong with the node's own address, seen together with the virtual address and the other nodes. */
export function refuseAddress(placed: Placed<SegmentVars>): readonly Refusal[] {
  const { vars, name, nodes } = placed;
  const address = addressOf(placed);
  const path = [vars.address === undefined ? 'ansible_host' : 'address'];
  const refuse = (message: string): readonly Refusal[] => [{ path, message }];
  const families = refuseSegmentFamilies(placed);
  if (families.length > 0) return families;
  const unlike = refuseUnlike(placed, { members: nodes, on: ({ virtual_address }) => ({ virtual_address }) });
  if (unlike.length > 0) return unlike;
  const family = parseIp(virtualAddress(vars).address)?.family;
  if (parseIp(address)?.family !== family)
    return refuse(
      `${name} needs an IPv${family} address on the cluster's segment: found '${address}'; set \`address\``,
    );
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
