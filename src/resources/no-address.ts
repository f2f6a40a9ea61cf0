import { showHostCidr } from '../core/address/cidr.ts';
import { parseAddresses } from '../core/addresses.ts';
import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';

interface Params {
  readonly device: string;
  /** IPv4 */
  readonly address: string;
}

/** An address that a device has no more, whatever its label and prefix length; see ip-address(8). */
export const noAddress = defineResource<Params, { readonly held: boolean }>({
  type: 'no address',
  key: ({ device, address }) => `${address} ${device}`,
  want: () => ({ held: false }),
  probe: () => sh`ip -4 -o addr show`,
  parse: ({ stdout }, { device, address }) => ({
    held: parseAddresses(stdout).some((found) => found.device === device && found.address === address),
  }),
  apply: ({ device, address }) => ({
    run: sh`set -e
ip -4 -o addr show dev ${device} to ${showHostCidr(address)} | while read -r _ _ _ found _; do
  ip addr del "$found" dev ${device}
done`,
  }),
});
