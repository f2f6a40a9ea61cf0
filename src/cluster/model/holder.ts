import { parseCidr } from '../../core/address/cidr.ts';
import { read } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import type { Host } from '../../core/host.ts';
import { served } from '../facts/served.ts';

/** By what stands in the inventory, which no role's schema may have read. */
const wanted = ({ vars }: Pick<Host, 'vars'>): string => parseCidr(String(vars['virtual_address']))?.ip.text ?? '';

const isOnInterface = (facts: Facts, address: string): boolean =>
  facts.addresses.some((found) => found.address === address && found.device !== 'lo');

/** Whether the host has the virtual address on a real interface just now, and so carries the service. */
export const holdsVirtualAddress = (host: Host, facts: Facts): boolean => isOnInterface(facts, wanted(host));

interface Holder {
  readonly host: Host;
  readonly facts: Facts;
}

/** The virtual address of before, where the inventory has another now. */
export function replacedAddress({ host, facts }: Holder): string | undefined {
  const before = read(facts, served);
  return before === wanted(host) ? undefined : before;
}

/** The same, where the host has it on a real interface still: it is the active director of before. */
export function oldAddress(holder: Holder): string | undefined {
  const address = replacedAddress(holder);
  return address !== undefined && isOnInterface(holder.facts, address) ? address : undefined;
}
