import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { printAddressCommands } from '../undo/address.ts';
import { undoDefaultRoute } from '../undo/default-route.ts';
import { NETWORK, readIfcfg } from './folder.ts';

/**
 * The way back from a new default route, which may have taken the whole network down and up again (`service network
 * restart`): the files, and live all devices, their addresses and the routes as they are now. Where that leaves no address,
 * the network is started anew with the old files. See `Guard.undo`.
 */
export const undoNetwork = (device: string): Sh =>
  joinSh([
    readIfcfg,
    sh`file=$(ifcfg ${device})
[ -z "$file" ] || save "$file"
save ${NETWORK}
if [ -n "$file" ] && command -v nmcli >/dev/null 2>&1; then echo "nmcli con load '$file' >/dev/null 2>&1 || :"; fi
ip -o link show up | sed -n 's/^[0-9]*: \\([^:@]*\\).*/\\1/p' | while read -r dev; do
  [ "$dev" = lo ] || echo "ip link set $dev up 2>/dev/null || :"
done
ip -4 -o addr show | grep -v '^[0-9]*: lo ' | ${printAddressCommands}
cat <<'UNDO'
ip -4 -o addr show scope global | grep -qv '^[0-9]*: lo ' || service network restart >/dev/null 2>&1
UNDO
ip -4 -o route show | sed -e 's/\\\\/ /g' -e 's/ linkdown//g' -e 's/ dead//g' | while read -r route; do
  case "$route " in default* | *' proto kernel '*) ;; *) echo "ip -4 route add $route 2>/dev/null || :" ;; esac
done`,
    undoDefaultRoute,
  ]);
