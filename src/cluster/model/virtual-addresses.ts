import { broadcastOf, type Cidr, parseCidr } from '../../core/address/cidr.ts';
import type { SegmentVars } from './segment-vars.ts';

/** An address that clients connect to, with the prefix length of its segment. */
export interface VirtualAddress extends Cidr {
  /** What the inventory calls it, where it has several. */
  readonly name?: string;
  /** The interface that the active director has it on. */
  readonly interface: string;
  /** Where it stands among a node's variables. */
  readonly path: readonly PropertyKey[];
}

type Given = Pick<SegmentVars, 'interface' | 'virtual_address' | 'virtual_addresses'>;

/** The virtual addresses of a cluster, in the order of the inventory. All of them are on one director at a time. */
export const virtualAddresses = (vars: Given): readonly VirtualAddress[] => [
  ...cidrs(vars.virtual_address).map((cidr) => ({ ...cidr, interface: vars.interface, path: ['virtual_address'] })),
  ...(vars.virtual_addresses ?? []).flatMap(({ name, address, interface: device = vars.interface }, i) =>
    cidrs(address).map((cidr) => ({ ...cidr, name, interface: device, path: ['virtual_addresses', i, 'address'] })),
  ),
];

/** The one that stands for the cluster where one number or name has to be made of an address: on the segment that nodes share. */
export function firstAddress(vars: Given): VirtualAddress {
  const all = virtualAddresses(vars);
  const first = all.find(({ interface: device }) => device === vars.interface) ?? all[0];
  if (first === undefined) throw new Error('there is no virtual address');
  return first;
}

/** Their texts alone: `192.168.6.240`. */
export const addressTexts = (vars: Given): readonly string[] => virtualAddresses(vars).map(({ ip }) => ip.text);

/** For people: `192.168.6.240`, or `shop (192.168.6.240)` where it has a name. */
export const showAddress = ({ name, ip }: Pick<VirtualAddress, 'name' | 'ip'>): string =>
  name === undefined ? ip.text : `${name} (${ip.text})`;

/** An address in texts, as files and commands of hosts have it. */
export const inTexts = ({ ip, prefix, interface: device }: VirtualAddress) => ({
  address: ip.text,
  prefix,
  device,
  broadcast: broadcastOf({ ip, prefix })?.text ?? '',
});

/** The first virtual address in texts, for what needs one to stand for the cluster. */
export const virtualAddress = (vars: Given) => inTexts(firstAddress(vars));

/** What is no address, the schemas refuse; they look at all of them together all the same. */
function cidrs(given: string | undefined): readonly Cidr[] {
  const cidr = given === undefined ? undefined : parseCidr(given);
  return cidr === undefined ? [] : [cidr];
}

/** Whether one of them is IPv6. */
export const hasIpv6 = (vars: Given): boolean => virtualAddresses(vars).some(({ ip }) => ip.family === 6);
