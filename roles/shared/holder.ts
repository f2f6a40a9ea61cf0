import type { Facts } from '../../src/core/facts.ts';
import type { Host } from '../../src/core/host.ts';

/** Whether the host has the virtual address on a real interface just now, and so carries the service. */
export function holdsVirtualAddress(host: Host, facts: Facts): boolean {
  const [address] = String(host.vars['virtual_address']).split('/');
  return facts.addresses.some((found) => found.address === address && found.device !== 'lo');
}
