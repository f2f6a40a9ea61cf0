import { showHostCidr } from '../../../../core/address/cidr.ts';
import { parseIp } from '../../../../core/address/ip.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';

/** Which addresses a change may touch: those under a label, and some wherever they stand on the device. */
interface Touched {
  readonly device: string;
  readonly label: string;
  readonly addresses: readonly string[];
}

/** Lists them, as `ip -o addr` does; one may be listed twice. However many there are, a host is asked no more often. */
const list = ({ device, label, addresses }: Touched): Sh => {
  const wherever = ([4, 6] as const).flatMap((family) => {
    const mine = addresses.filter((one) => parseIp(one)?.family === family);
    if (mine.length === 0) return [];
    const asked = sh`ip ${`-${family}`} -o addr show dev ${device}`;
    const [only, ...others] = mine;
    if (only !== undefined && others.length === 0) return [sh`${asked} to ${showHostCidr(only)}`];
    return [sh`${asked} | grep -F ${mine.flatMap((one) => ['-e', ` ${one}/`])} || :`];
  });
  return sh`{ ${joinSh([sh`ip -4 -o addr show dev ${device} label ${label}`, ...wherever], '; ')}; }`;
};

/** Reads lines of `ip -o addr` and prints the commands that add these addresses; one that is there already does no harm. */
export const printAddressCommands: Sh = sh`while read -r _ dev _ cidr rest; do
  set -- \${rest%%\\\\*}
  options= label=
  while [ $# -gt 0 ]; do
    case $1 in
      brd | peer | scope | metric) options="$options $1 $2"; shift 2 ;;
      deprecated) options="$options preferred_lft 0"; shift ;;
      nodad) options="$options nodad"; shift ;;
      dynamic | noprefixroute | secondary | permanent | tentative | dadfailed | mngtmpaddr) shift ;;
      *) label=" label $1"; shift ;;
    esac
  done
  echo "ip addr add $cidr$options dev $dev$label 2>/dev/null || :"
done`;

/** The way back to the live addresses of now; see `Guard.undo`. */
export const undoAddress = (touched: Touched): Sh =>
  joinSh([
    sh`cat <<'UNDO'
${list(touched)} | while read -r _ dev _ cidr _; do ip addr del "$cidr" dev "$dev" 2>/dev/null; done
UNDO`,
    sh`${list(touched)} | ${printAddressCommands}`,
  ]);
