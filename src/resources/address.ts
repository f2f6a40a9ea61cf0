import { hostPrefix, showHostCidr } from '../core/address/cidr.ts';
import { parseIp } from '../core/address/ip.ts';
import { type FoundAddress, readAddresses } from '../core/addresses.ts';
import { defineResource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly device: string;
  readonly address: string;
  readonly prefix: number;
  /** `lo:0`; see ip-address(8). IPv6 has none. */
  readonly label: string;
  /** The others that are wanted on the device, under the same label. */
  readonly beside?: readonly string[];
  /** Brings the address up the distribution's way, where none of the others is there yet. Default: {@link addWords}. */
  readonly up?: Sh;
}

/**
 * `held`: the host has the address. On any interface will do: on the active director a program of the stack may take a
 * virtual address off lo while it is on eth0, and put it back on lo without its label.
 * `strays`: what else stands under the label, or the address with a wrong prefix length; none is wanted.
 * `source`: whether the host's own connections may come from it; of IPv6 only, as none of IPv4 on lo is one.
 */
type State = { readonly held: boolean; readonly strays: string; readonly source?: 'never' | 'possible' };

/** The command that adds an address, or changes it to what is wanted. One of IPv6 is deprecated: no source of connections. */
export const addWords = ({
  device,
  address,
  label,
  prefix = hostPrefix(address),
}: Pick<Params, 'device' | 'address' | 'label'> & { readonly prefix?: number | undefined }): readonly string[] =>
  isIpv6(address)
    ? ['ip', '-6', 'addr', 'replace', `${address}/${prefix}`, 'dev', device, 'nodad', 'preferred_lft', '0']
    : ['ip', '-4', 'addr', 'replace', `${address}/${prefix}`, 'dev', device, 'label', label];

const isIpv6 = (address: string): boolean => parseIp(address)?.family === 6;

/** A live address. What brings it back at boot is the distribution's affair. */
export const address = defineResource<Params, State>({
  type: 'address',
  key: ({ address, prefix, label, device }) => `${address}/${prefix} ${isIpv6(address) ? device : label}`,
  want: ({ address }) => ({ held: true, strays: '', ...(isIpv6(address) ? { source: 'never' } : {}) }),
  probe: ({ address, device }) =>
    isIpv6(address)
      ? sh`echo "off $(cat ${`/proc/sys/net/ipv6/conf/${device}/disable_ipv6`} 2>/dev/null)"
ip -6 -o addr show`
      : sh`ip -4 -o addr show`,
  parse: ({ code, stdout }, { device, address, prefix, label, beside = [] }) => {
    if (code !== 0) return {};
    const isWanted = (found: FoundAddress) => found.address === address && found.prefix === prefix;
    const isStray = (found: FoundAddress) =>
      !isWanted(found) && (found.address === address || isOldUnder(label, found, beside));
    const all = readAddresses(stdout);
    const here = all.filter((found) => found.device === device);
    const mine = here.find(isWanted);
    return {
      held: mine !== undefined || all.some((found) => found.device !== device && found.address === address),
      strays: here
        .filter(isStray)
        .map((stray) => `${stray.address}/${stray.prefix}`)
        .join(' '),
      ...(isIpv6(address) ? { source: mine === undefined || mine.deprecated ? 'never' : 'possible' } : {}),
      ...(isIpv6(address) && !stdout.startsWith('off 0\n') ? { cannot: isOff(device) } : {}),
    };
  },
  apply: (params) => (isIpv6(params.address) ? { run: applyIpv6(params) } : { run: applyIpv4(params) }),
});

const isOldUnder = (label: string, found: FoundAddress, beside: readonly string[]): boolean =>
  found.family === 4 && found.label === label && !beside.some((other) => showHostCidr(other) === cidrOf(found));

const cidrOf = ({ address, prefix }: FoundAddress): string => `${address}/${prefix}`;

const isOff = (device: string): string =>
  `IPv6 is off on ${device}: set net.ipv6.conf.${device}.disable_ipv6 to 0, now and at boot`;

/** By the distribution's way where it is the first there: that would take the others down for a moment. */
const bringUp = ({ up, beside = [], ...params }: Params): Sh =>
  up === undefined
    ? sh`${addWords(params)}`
    : sh`others=
for other in ${beside.map(showHostCidr)}; do
  [ -z "$(ip -o addr show dev ${params.device} to "$other")" ] || others=yes
done
if [ -n "$others" ]; then ${addWords(params)}; else ${up}; fi`;

function applyIpv4(params: Params): Sh {
  const { device, address, prefix, label, beside = [] } = params;
  const wanted = [`${address}/${prefix}`, ...beside.map(showHostCidr)];
  // An address that was the first of its net takes the others of the net with it.
  return script(sh`gone() {
  [ -z "$(ip -4 -o addr show dev ${device} to "\${1%/*}")" ] || fail "$1 cannot be taken from "${device}
}
remove_strays() {
  while read -r _ _ _ found _; do
    case " "${wanted.join(' ')}" " in
      *" $found "*) ;;
      *) ip addr del "$found" dev ${device} 2>/dev/null || gone "$found" ;;
    esac
  done
}
ip -4 -o addr show dev ${device} label ${label} | remove_strays
ip -4 -o addr show dev ${device} to ${showHostCidr(address)} | remove_strays
held() { [ -n "$(ip -4 -o addr show to ${showHostCidr(address)})" ]; }
held || { ${bringUp(params)}; }
held || fail ${`${address} did not come up on ${device}`}`);
}

function applyIpv6(params: Params): Sh {
  const { device, address, prefix } = params;
  return script(sh`mine() { ip -6 -o addr show dev ${device} to ${showHostCidr(address)}; }
mine | while read -r _ _ _ found _; do
  [ "$found" = ${`${address}/${prefix}`} ] || ip -6 addr del "$found" dev ${device}
done
held() { [ -n "$(ip -6 -o addr show to ${showHostCidr(address)})" ]; }
held || { ${bringUp(params)}; }
case $(mine) in '' | *deprecated*) ;; *) ${addWords(params)} ;; esac
held || fail ${`${address} did not come up on ${device}`}`);
}
