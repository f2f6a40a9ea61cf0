import { type Cidr, contains, edgeOf, showCidr } from '../../core/address/cidr.ts';
import { type Family, parseIp } from '../../core/address/ip.ts';
import type { Host } from '../../core/host.ts';
import { refuseSegmentFamilies } from './families.ts';
import { knownAddress } from './own-addresses.ts';
import type { Member, Placed, Refusal } from './role.ts';
import { type SegmentVars, segmentOf } from './segment-vars.ts';
import { refuseUnlike } from './unlike.ts';
import { showAddress, type VirtualAddress, virtualAddresses } from './virtual-addresses.ts';

/** Whether an address is one that a host of the network can have. */
export function onSegment(address: string, network: Cidr): boolean {
  const ip = parseIp(address);
  return ip !== undefined && contains(network, ip) && edgeOf(network, ip) === undefined;
}

/** The family of addresses that nodes are known by: that of the first virtual address. */
const familyOf = (vars: SegmentVars): Family | undefined =>
  (onSharedSegment(vars)[0] ?? virtualAddresses(vars)[0])?.ip.family;

/** The same by what stands in the inventory, which no role's schema may have read. */
export function nodeAddress(host: Pick<Host, 'vars' | 'connection'>): string {
  const given = [host.vars['address'] ?? []].flat().map(String);
  return knownAddress(familyOf(segmentOf(host.vars)), given.length === 0 ? {} : { address: given }, host);
}

/** The address that a node is known by on the cluster's segment: that of the first virtual address's family. */
export const addressOf = ({ vars, host: { connection } }: Pick<Member<SegmentVars>, 'vars' | 'host'>): string =>
  knownAddress(familyOf(vars), vars, { connection });

/** The virtual addresses on the segment that nodes share: those that have no interface of their own. */
export const onSharedSegment = (vars: SegmentVars): readonly VirtualAddress[] =>
  virtualAddresses(vars).filter(({ interface: device }) => device === vars.interface);

const MOST_SHOWN = 5;

/** The segment in words, as what is not on it is told: `the virtual address 192.168.6.240/24`. */
export function showSegment(vars: SegmentVars): string {
  const shown = onSharedSegment(vars).map((one) => `${one.name === undefined ? '' : `${one.name} `}${showCidr(one)}`);
  if (shown.length === 1) return `the virtual address ${shown[0]}`;
  const more = shown.length > MOST_SHOWN ? [`${shown.length - MOST_SHOWN} more`] : [];
  return `any of the virtual addresses ${[...shown.slice(0, MOST_SHOWN), ...more].join(', ')}`;
}

/** What is wrong with the node's own address, seen together with the virtual addresses and the other nodes. */
export function refuseAddress(placed: Placed<SegmentVars>): readonly Refusal[] {
  const { vars, name, nodes } = placed;
  const address = addressOf(placed);
  const path = [vars.address === undefined ? 'ansible_host' : 'address'];
  const refuse = (message: string): readonly Refusal[] => [{ path, message }];
  const families = refuseSegmentFamilies(placed);
  if (families.length > 0) return families;
  const unlike = refuseUnlike(placed, { members: nodes, on: shared });
  if (unlike.length > 0) return unlike;
  const all = virtualAddresses(vars);
  const mixed = refuseMixedFamilies(all);
  if (mixed.length > 0) return mixed;
  const family = all[0]?.ip.family;
  if (parseIp(address)?.family !== family)
    return refuse(
      `${name} needs an IPv${family} address on the cluster's segment: found '${address}'; set \`address\``,
    );
  const same = all.find(({ ip }) => ip.text === address);
  if (same !== undefined)
    return refuse(
      `${name} has the virtual address ${showAddress(same)} for its own; every node needs an address of its own`,
    );
  if (onSharedSegment(vars).length === 0)
    return all.slice(0, 1).map((one) => ({
      path: one.path,
      message: `no virtual address is on ${vars.interface}, the interface of the segment that nodes share; one has to be`,
    }));
  const off = onSharedSegment(vars).filter((one) => !onSegment(address, one));
  if (off.length > 0)
    return off.length < onSharedSegment(vars).length ? refuseOff(off, vars) : refuse(offSegment(placed));
  const twin = nodes.find((other) => other.name !== name && addressOf(other) === address);
  return twin === undefined ? [] : refuse(`${name} and ${twin.name} have the same address ${address}`);
}

const offSegment = (placed: Placed<SegmentVars>): string =>
  `${addressOf(placed)} of ${placed.name} is not on the segment of ${showSegment(placed.vars)}; ` +
  'set `address` to its address there';

/** Virtual addresses that are in another network than the nodes, where others are in the same. */
const refuseOff = (off: readonly VirtualAddress[], vars: SegmentVars): readonly Refusal[] =>
  off.map(({ path, ...cidr }) => {
    const [other] = onSharedSegment(vars).filter((one) => !off.some(({ ip }) => ip.text === one.ip.text));
    const near = other === undefined ? '' : `, as ${showAddress(other)} is`;
    return {
      path,
      message:
        `${showCidr(cidr)} is not on the segment of the nodes${near}; where it is on another interface, ` +
        'set `interface` of this address',
    };
  });

/** All nodes have one address each on the segment, so virtual addresses are of one family. */
const refuseMixedFamilies = ([first, ...others]: readonly VirtualAddress[]): readonly Refusal[] =>
  others
    .filter(({ ip }) => ip.family !== first?.ip.family)
    .map(({ path, ip }) => ({
      path,
      message: `umctl sets up virtual addresses of one family: ${ip.text} is IPv${ip.family}, and ${first?.ip.text} is not`,
    }));

/** What is the same on the whole cluster; an interface may be called otherwise on each host. */
const shared = ({ virtual_address, virtual_addresses }: SegmentVars) => ({
  virtual_address,
  virtual_addresses: virtual_addresses?.map(({ name, address }) => ({ name, address })),
});
