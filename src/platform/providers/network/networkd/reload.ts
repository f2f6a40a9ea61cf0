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
 * The way back to the files of before, in force. networkd says that it has read them, and takes up one link after the other later
 * (measured with 252); what it takes away then it would take away again after the way back. So it is waited for until it has touched
 * its state of a link, which it does where a file has changed, has come to all others, and has none to configure any more. It takes up
 * what comes to it in turn, and the kernel says two things of each link: with every two questions that it answers it has come to one link
 * more, however slow it is.
 */
export const undoReload: Sh = sh`cat <<'UNDO'
(
links() { ls -i /run/systemd/netif/links; }
ask() { busctl --timeout=60 call org.freedesktop.network1 /org/freedesktop/network1 org.freedesktop.network1.Manager "$1" >/dev/null; }
before=$(links)
ask Reload || exit 0
n=0
while [ "$(links)" = "$before" ] && [ $n -lt 25 ]; do n=$((n+1)); ask ListLinks; sleep 0.2; done
for link in /run/systemd/netif/links/*; do ask ListLinks; ask ListLinks; done
n=0
while networkctl --no-legend --no-pager list | grep -Eq ' (configuring|pending)[[:space:]]*$' && [ $n -lt 75 ]; do
  n=$((n+1))
  ask ListLinks
  sleep 0.2
done
)
UNDO`;
