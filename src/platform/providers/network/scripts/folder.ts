import { type Sh, sh } from '../../../../core/sh.ts';

/** Where the network scripts of Red Hat's kin are, and what they read; see sysconfig.txt of initscripts. */
export const FOLDER = '/etc/sysconfig/network-scripts';

/** What all of them read first. */
export const NETWORK = '/etc/sysconfig/network';

/**
 * Defines `ifcfg DEVICE`, which prints the file that configures a device: the one of its name, or one that says it is the
 * device's, by address, name or device, in the order of need_config of initscripts; and `value KEY FILE`, which prints what a
 * file assigns last, without quotes; and `left_over FILE`, which succeeds for one that the scripts pass over by its name.
 */
export const readIfcfg: Sh = sh`ifcfg() {
  if [ -f ${FOLDER}/"ifcfg-$1" ]; then echo ${FOLDER}/"ifcfg-$1"; return; fi
  for says in "HWADDR $(cat "/sys/class/net/$1/address" 2>/dev/null || :)" "NAME $1" "DEVICE $1"; do
    for f in ${FOLDER}/ifcfg-*; do
      if [ "\${f#*:}" != "$f" ] || left_over "$f"; then continue; fi
      case $(value DEVICE "$f") in "$1" | '') ;; *) continue ;; esac
      said=$(value "\${says%% *}" "$f")
      case $says in HWADDR*) said=$(echo "$said" | tr A-F a-f) ;; esac
      if [ -n "$said" ] && [ "$said" = "\${says#* }" ]; then echo "$f"; return; fi
    done
  done
}
left_over() { case $1 in *~ | *.bak | *.orig | *.rpmnew | *.rpmorig | *.rpmsave) ;; *) return 1 ;; esac; }
value() {
  [ ! -f "$2" ] || sed -n "s/^[[:space:]]*$1=//p" "$2" | tail -n 1 | sed "s/[[:space:]]*\\(#.*\\)\\{0,1\\}$//; s/^[\\"']//; s/[\\"']$//"
}`;
