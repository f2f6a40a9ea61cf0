import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { reapply } from './reapply.ts';

/** Defines `file_of UUID`, which prints where NetworkManager keeps a profile. */
export const fileOf: Sh = sh`file_of() {
  nmcli -t -f UUID,FILENAME con show | sed -n "s/^$1://p" | sed 's/\\\\:/:/g'
}`;

/** The way back to the profile of now, in its file and in force; see `Guard.undo`. */
export const undoProfile = (id: string, path: string): Sh =>
  joinSh([
    sh`save ${path}`,
    sh`cat <<'UNDO'
nmcli con reload
if [ -e ${path} ]; then nmcli -w 10 con up ${id}
else
  n=0
  while nmcli -t -f NAME con show --active | grep -qxF ${id} && [ $n -lt 10 ]; do n=$((n+1)); sleep 1; done
fi
UNDO`,
  ]);

/** The way back to what the active profile of a device says now. */
export const undoDevice = (device: string): Sh =>
  joinSh([
    fileOf,
    sh`uuid=$(nmcli -g GENERAL.CON-UUID dev show ${device})
if [ -n "$uuid" ]; then
  path=$(file_of "$uuid")
  save "$path"
  name=$(nmcli -g connection.id con show "$uuid")
  save "/etc/NetworkManager/system-connections/$name.nmconnection"
  cat <<'UNDO'
nmcli con reload
${reapply(device)}
UNDO
fi`,
  ]);
