import { showHostCidr } from '../../../../core/address/cidr.ts';
import { type Sh, sh } from '../../../../core/sh.ts';

/**
 * Has networkd read its files, and configure the links whose files have changed. Where the address was taken away
 * since then, the file has not changed, and the device is configured anew.
 */
export const bringUp = ({ device, address }: { readonly device: string; readonly address: string }): Sh =>
  sh`there() {
  n=0
  until [ -n "$(ip -o addr show dev ${device} to ${showHostCidr(address)})" ]; do
    n=$((n+1))
    [ $n -le "$1" ] || return 1
    sleep 0.2 2>/dev/null || sleep 1
  done
}
networkctl reload
there 15 || { networkctl reconfigure ${device} && there 50; } || :`;

/**
 * The way back to the files of before, in force. networkd begins with it a little later, and what it takes away then it would
 * take away again after the way back: so it is waited for until it has touched its state of a link, which it does where a file
 * has changed, and has no link to configure any more.
 */
export const undoReload: Sh = sh`cat <<'UNDO'
(
links() { ls -i /run/systemd/netif/links; }
before=$(links)
networkctl reload || exit 0
n=0
while [ "$(links)" = "$before" ] && [ $n -lt 25 ]; do n=$((n+1)); sleep 0.2; done
n=0
while networkctl --no-legend --no-pager list | grep -Eq ' (configuring|pending)[[:space:]]*$' && [ $n -lt 75 ]; do
  n=$((n+1))
  sleep 0.2
done
)
UNDO`;
