import { showHostCidr } from '../core/address/cidr.ts';
import { parseIp } from '../core/address/ip.ts';
import { readAddresses } from '../core/addresses.ts';
import { defineResource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';

interface Params {
  readonly device: string;
  readonly address: string;
}

/** An address that a device has no more, whatever its label and prefix length; see ip-address(8). */
export const noAddress = defineResource<Params, { readonly held: boolean }>({
  type: 'no address',
  key: ({ device, address }) => `${address} ${device}`,
  want: () => ({ held: false }),
  probe: ({ address }) => sh`${ip(address)} -o addr show`,
  parse: ({ stdout }, { device, address }) => ({
    held: readAddresses(stdout).some((found) => found.device === device && found.address === address),
  }),
  apply: ({ device, address }) => ({
    run: sh`set -e
${ip(address)} -o addr show dev ${device} to ${showHostCidr(address)} | while read -r _ _ _ found _; do
  ${ip(address)} addr del "$found" dev ${device}
done`,
  }),
});

const ip = (address: string): Sh => (parseIp(address)?.family === 6 ? sh`ip -6` : sh`ip -4`);
