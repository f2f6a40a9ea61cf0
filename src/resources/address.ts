import { showHostCidr } from '../core/address/cidr.ts';
import { parseAddresses } from '../core/addresses.ts';
import { defineResource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly device: string;
  /** IPv4 */
  readonly address: string;
  readonly prefix: number;
  /** `lo:0`; see ip-address(8). */
  readonly label: string;
  /** Brings the address up the distribution's way. Default: `ip addr add`. */
  readonly up?: Sh;
}

/**
 * `held`: the host has the address. On any interface will do: on the active director a program of the stack may take a
 * virtual address off lo while it is on eth0, and put it back on lo without its label.
 * `strays`: what else stands under the label, or the address with a wrong prefix length; none is wanted.
 */
type State = { readonly held: boolean; readonly strays: string };

/** A live IPv4 address with its label. What brings it back at boot is the distribution's affair. */
export const address = defineResource<Params, State>({
  type: 'address',
  key: ({ address, prefix, label }) => `${address}/${prefix} ${label}`,
  want: () => ({ held: true, strays: '' }),
  probe: () => sh`ip -4 -o addr show`,
  parse: ({ code, stdout }, { device, address, prefix, label }) => {
    if (code !== 0) return {};
    const isWanted = (found: { address: string; prefix: number }) =>
      found.address === address && found.prefix === prefix;
    const all = parseAddresses(stdout);
    const here = all.filter((found) => found.device === device);
    const strays = here.filter((found) => !isWanted(found) && (found.label === label || found.address === address));
    return {
      held: here.some(isWanted) || all.some((found) => found.device !== device && found.address === address),
      strays: strays.map((stray) => `${stray.address}/${stray.prefix}`).join(' '),
    };
  },
  apply: ({ device, address, prefix, label, up }) => ({
    // An address that was the first of its net takes the others of the net with it.
    run: script(sh`gone() {
  [ -z "$(ip -4 -o addr show dev ${device} to "\${1%/*}")" ] || fail "$1 cannot be taken from "${device}
}
remove_strays() {
  while read -r _ _ _ found _; do
    [ "$found" = ${`${address}/${prefix}`} ] || ip addr del "$found" dev ${device} 2>/dev/null || gone "$found"
  done
}
ip -4 -o addr show dev ${device} label ${label} | remove_strays
ip -4 -o addr show dev ${device} to ${showHostCidr(address)} | remove_strays
held() { [ -n "$(ip -4 -o addr show to ${showHostCidr(address)})" ]; }
held || { ${up ?? sh`ip addr add ${`${address}/${prefix}`} dev ${device} label ${label}`}; }
held || fail ${`${address} did not come up on ${device}`}`),
  }),
});
