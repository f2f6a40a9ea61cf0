import { type Sh, sh } from '../../../../core/sh.ts';
import { printAddressCommands } from '../undo/address.ts';

/**
 * Puts the changed profile of a device in force. NetworkManager takes away addresses and routes that are not in the
 * profile, the virtual address among them, where others have put it there, unless it is told to preserve them (flag 1 of
 * Reapply in its D-Bus interface, since 1.42; nmcli has no word for it). Before that they are put back at once.
 */
export const reapply = (device: string): Sh => sh`call=$(nmcli -g GENERAL.DBUS-PATH dev show ${device})
busctl call org.freedesktop.NetworkManager "$call" org.freedesktop.NetworkManager.Device Reapply \
  'a{sa{sv}}tu' 0 0 1 >/dev/null 2>&1 || {
  back=$(ip -4 -o addr show dev ${device} | ${printAddressCommands})
  nmcli -w 20 dev reapply ${device} >/dev/null || nmcli -w 20 con up ifname ${device} >/dev/null
  eval "$back"
}`;
