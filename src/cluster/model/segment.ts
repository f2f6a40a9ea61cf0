import { type Cidr, contains, edgeOf, showCidr } from '../../core/address/cidr.ts';
import { type Family, parseIp } from '../../core/address/ip.ts';
import type { Host } from '../../core/host.ts';
import { refuseSegmentFamilies } from './families.ts';
import { addressesOf, addressIn, knownAddress } from './own-addresses.ts';
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
export function showSegment(vars: SegmentVars, family?: Family): string {
  const near = onSharedSegment(vars).filter(({ ip }) => family === undefined || ip.family === family);
  const shown = near.map((one) => `${one.name === undefined ? '' : `${one.name} `}${showCidr(one)}`);
  if (shown.length === 1) return `the virtual address ${shown[0]}`;
  const more = shown.length > MOST_SHOWN ? [`${shown.length - MOST_SHOWN} more`] : [];
  return `any of the virtual addresses ${[...shown.slice(0, MOST_SHOWN), ...more].join(', ')}`;
}

/** What is wrong with the node's own addresses, seen together with the virtual addresses and the other nodes. */
export function refuseAddress(placed: Placed<SegmentVars>): readonly Refusal[] {
  const { vars, nodes } = placed;
  const families = refuseSegmentFamilies(placed);
  if (families.length > 0) return families;
  const unlike = refuseUnlike(placed, { members: nodes, on: shared });
  if (unlike.length > 0) return unlike;
  const all = virtualAddresses(vars);
  if (onSharedSegment(vars).length === 0)
    return all.slice(0, 1).map((one) => ({
      path: one.path,
      message: `no virtual address is on ${vars.interface}, the interface of the segment that nodes share; one has to be`,
    }));
  const [first, ...others] = new Set(all.map(({ ip }) => ip.family));
  return [first ?? 4, ...others].flatMap((family) => refuseOwn(placed, { family, isFirst: family === first }));
}

/** The same of one family. */
function refuseOwn(placed: Placed<SegmentVars>, { family, isFirst }: OfFamily): readonly Refusal[] {
  const { vars, name, nodes } = placed;
  const address = addressIn(family, placed.vars, placed.host);
  const at =
    Array.isArray(vars.address) && address !== undefined ? ['address', vars.address.indexOf(address)] : ['address'];
  const path = vars.address === undefined ? ['ansible_host'] : at;
  const refuse = (message: string): readonly Refusal[] => [{ path, message }];
  if (address === undefined)
    return refuse(
      isFirst
        ? `${name} needs an IPv${family} address on the cluster's segment: found '${addressesOf(vars, placed.host).join(', ')}'; set \`address\``
        : `${name} needs an IPv${family} address on the cluster's segment, too; set \`address\` to a list of one of each family`,
    );
  const same = virtualAddresses(vars).find(({ ip }) => ip.text === address);
  if (same !== undefined)
    return refuse(
      `${name} has the virtual address ${showAddress(same)} for its own; every node needs an address of its own`,
    );
  const near = onSharedSegment(vars).filter(({ ip }) => ip.family === family);
  const off = near.filter((one) => !onSegment(address, one));
  if (off.length > 0) return off.length < near.length ? refuseOff(off, vars) : refuse(offSegment(placed, address));
  const twin = nodes.find((other) => other.name !== name && addressIn(family, other.vars, other.host) === address);
  return twin === undefined ? [] : refuse(`${name} and ${twin.name} have the same address ${address}`);
}

interface OfFamily {
  readonly family: Family;
  readonly isFirst: boolean;
}

const offSegment = ({ name, vars }: Placed<SegmentVars>, address: string): string =>
  `${address} of ${name} is not on the segment of ${showSegment(vars, parseIp(address)?.family)}; ` +
  'set `address` to its address there';

/** Virtual addresses that are in another network than the nodes, where others are in the same. */
const refuseOff = (off: readonly VirtualAddress[], vars: SegmentVars): readonly Refusal[] =>
  off.map(({ path, ...cidr }) => {
    const [other] = onSharedSegment(vars).filter(
      (one) => one.ip.family === cidr.ip.family && !off.some(({ ip }) => ip.text === one.ip.text),
    );
    const near = other === undefined ? '' : `, as ${showAddress(other)} is`;
    return {
      path,
      message:
        `${showCidr(cidr)} is not on the segment of the nodes${near}; where it is on another interface, ` +
        'set `interface` of this address',
    };
  });

/** What is the same on the whole cluster; an interface may be called otherwise on each host. */
const shared = ({ virtual_address, virtual_addresses }: SegmentVars) => ({
  virtual_address,
  virtual_addresses: virtual_addresses?.map(({ name, address }) => ({ name, address })),
});
