import type { Facts } from '../../core/facts.ts';
import type { Host } from '../../core/host.ts';
import { servedAddresses } from '../facts/served.ts';
import { segmentOf } from './segment-vars.ts';
import { addressTexts } from './virtual-addresses.ts';

/** By what stands in the inventory, which no role's schema may have read. */
const wanted = ({ vars }: Pick<Host, 'vars'>): readonly string[] => addressTexts(segmentOf(vars));

const isOnInterface = (facts: Facts, address: string): boolean =>
  facts.addresses.some((found) => found.address === address && found.device !== 'lo');

/** Whether the host has a virtual address on a real interface just now, and so carries the service. */
export const holdsVirtualAddress = (host: Host, facts: Facts): boolean =>
  wanted(host).some((address) => isOnInterface(facts, address));

interface Holder {
  readonly host: Host;
  readonly facts: Facts;
}

/** The virtual addresses of before that the inventory does not have any more. */
export function goneAddresses({ host, facts }: Holder): readonly string[] {
  const now = wanted(host);
  return servedAddresses(facts).filter((address) => !now.includes(address));
}

/** The same, where the host has them on a real interface still: it is the active director. */
export const oldAddresses = (holder: Holder): readonly string[] =>
  goneAddresses(holder).filter((address) => isOnInterface(holder.facts, address));

/** Virtual addresses of the inventory that the host, which carries the service, does not have on a real interface. */
export const lackingAddresses = ({ host, facts }: Holder): readonly string[] =>
  wanted(host).filter((address) => !isOnInterface(facts, address));

/** The virtual addresses of before, where the inventory has none of them any more: all that clients use changes at once. */
export function replacedAddresses(holder: Holder): readonly string[] {
  const before = servedAddresses(holder.facts);
  const gone = goneAddresses(holder);
  return gone.length === before.length ? gone : [];
}
