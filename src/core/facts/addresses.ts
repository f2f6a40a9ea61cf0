import { type AddressFact, parseAddresses } from '../addresses.ts';
import type { Fact } from '../fact.ts';
import { sh } from '../sh.ts';

/** IPv4 addresses, in the order of ip-address(8). */
export const addresses: Fact<readonly AddressFact[]> = {
  id: 'addresses',
  ask: sh`ip -4 -o addr show`,
  parse: ({ stdout }) => parseAddresses(stdout),
  show: (found) => [
    { name: 'address', values: found.map(({ address, prefix, label }) => `${address}/${prefix} on ${label}`) },
  ],
};
