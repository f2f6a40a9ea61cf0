import { type Sh, sh } from '../../../core/sh.ts';

/** The main file of ifupdown, which belongs to the admin. */
export const INTERFACES = '/etc/network/interfaces';

/** Defines `sources`, which prints the files that ifup reads, one a line: the main one and those it brings in itself. */
export const sources: Sh = sh`sources() {
  found() { if [ -f "$1" ]; then case $1 in /*) echo "$1" ;; *) echo "/etc/network/$1" ;; esac; fi; }
  cd /etc/network 2>/dev/null && [ -f ${INTERFACES} ] || return 0
  echo ${INTERFACES}
  while read -r word rest; do
    case $word in
      source) for f in $rest; do found "$f"; done ;;
      source-directory)
        for f in $rest/*; do
          case \${f##*/} in *[!A-Za-z0-9_-]*) ;; *) found "$f" ;; esac
        done ;;
    esac
  done < ${INTERFACES}
}`;
