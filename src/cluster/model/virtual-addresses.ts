import { type Cidr, parseCidr } from '../../core/address/cidr.ts';
import type { SegmentVars } from './segment-vars.ts';

/** An address that clients connect to, with the prefix length of its segment and all that hangs from it. */
export interface VirtualAddress<Service = unknown> extends Cidr {
  /** The interface that the active director has it on. */
  readonly interface: string;
  /** The virtual services on it, in the order of the inventory. */
  readonly services: readonly Service[];
}

type Given<Service> = SegmentVars & { readonly virtual_services?: readonly Service[] };

/** The virtual addresses of a cluster: an inventory has one. */
export const virtualAddresses = <Service>(vars: Given<Service>): readonly VirtualAddress<Service>[] => [
  { ...readCidr(vars), interface: vars.interface, services: vars.virtual_services ?? [] },
];

/** Their texts alone: `192.168.6.240`. */
export const addressTexts = (vars: SegmentVars): readonly string[] => virtualAddresses(vars).map(({ ip }) => ip.text);

/** What the schema of a role has let through. */
export function readCidr({ virtual_address: given }: Pick<SegmentVars, 'virtual_address'>): Cidr {
  const cidr = parseCidr(given);
  if (cidr === undefined) throw new Error(`'${given}' is no address with a prefix length`);
  return cidr;
}
