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

/** The way back to the files of before, in force; what networkd does of it, it does a little later. */
export const undoReload: Sh = sh`cat <<'UNDO'
networkctl reload && sleep 2
UNDO`;
