import { type AddressFact, plain, readAddresses } from '../addresses.ts';
import type { Fact } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** Addresses of both families, in the order of ip-address(8); of IPv6 those that others reach beyond the link. */
export const addresses: Fact<readonly AddressFact[]> = {
  id: 'addresses',
  ask: tidy(sh`ip -o addr show`),
  parse: ({ stdout }) => readAddresses(stdout.replace(/^.* inet6 .* scope (?:link|host) .*$/gm, '')).map(plain),
  show: (found) => [
    { name: 'address', values: found.map(({ address, prefix, label }) => `${address}/${prefix} on ${label}`) },
  ],
};
