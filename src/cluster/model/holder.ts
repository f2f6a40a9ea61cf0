import { parseCidr } from '../../core/address/cidr.ts';
import type { Facts } from '../../core/facts.ts';
import type { Host } from '../../core/host.ts';
import { servedAddresses } from '../facts/served.ts';

/** By what stands in the inventory, which no role's schema may have read. */
function wanted({ vars }: Pick<Host, 'vars'>): readonly string[] {
  const { virtual_address: one, virtual_addresses: more } = vars;
  const listed = Array.isArray(more) ? (more as readonly { readonly address?: unknown }[]) : [];
  const given = [one, ...listed.map((entry) => entry?.address)];
  return given.flatMap((text) => parseCidr(String(text))?.ip.text ?? []);
}

const isOnInterface = (facts: Facts, address: string): boolean =>
  facts.addresses.some((found) => found.address === address && found.device !== 'lo');

/** Whether the host has a virtual address on a real interface just now, and so carries the service. */
export const holdsVirtualAddress = (host: Host, facts: Facts): boolean =>
  wanted(host).some((address) => isOnInterface(facts, address));

interface Holder {
  readonly host: Host;
  readonly facts: Facts;
}

/** Virtual addresses that the cluster had at the last run, and that the inventory has no more. */
export function goneAddresses({ host, facts }: Holder): readonly string[] {
  const now = wanted(host);
  return servedAddresses(facts).filter((address) => !now.includes(address));
}

/** The virtual address of before, where the inventory has none of those of before any more. */
export function replacedAddress(holder: Holder): string | undefined {
  const gone = goneAddresses(holder);
  return gone.length === servedAddresses(holder.facts).length ? gone[0] : undefined;
}

/** The same, where the host has it on a real interface still: it is the active director of before. */
export function oldAddress(holder: Holder): string | undefined {
  const address = replacedAddress(holder);
  return address !== undefined && isOnInterface(holder.facts, address) ? address : undefined;
}
