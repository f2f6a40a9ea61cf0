import { type Sh, sh } from '../../core/sh.ts';
import { STATE_DIRECTORY } from './script.ts';

/**
 * Defines `alone PATH…`: whether one look tells that root alone may change the directories on the ways to all of them, which have no
 * links. Most ways are so; exposedFunction of exposed.ts looks closer.
 */
export const aloneFunction: Sh = sh`alone() {
  left=$#
  while [ $left -gt 0 ]; do
    case $1 in /*) ;; *) return 1 ;; esac
    rest=\${1%/*} left=$((left-1))
    shift
    while [ -n "$rest" ]; do set -- "$@" "$rest"; rest=\${rest%/*}; done
  done
  left=$(($#+1))
  for seen in $(stat -c '%u:%A' / "$@" 2>/dev/null); do
    case $seen in 0:d????-??-?) left=$((left-1)) ;; esac
  done
  [ $left = 0 ]
}`;

/**
 * Defines `plain PATH…`: whether nothing is unusual at any of them, so that each can be replaced. Each is a file or nothing, on a way that
 * is root's alone, and so is where copies are kept; and neither they nor their directories, `$dirs`, have an attribute that keeps root out.
 */
export const plainFunction: Sh = sh`${aloneFunction}
plain() {
  for one; do
    if [ -L "$one" ]; then return 1; fi
    if [ -e "$one" ] && [ ! -f "$one" ]; then return 1; fi
  done
  if [ ! -d ${`${STATE_DIRECTORY}/kept`} ]; then
    if [ -d ${STATE_DIRECTORY} ]; then alone ${`${STATE_DIRECTORY}/kept`} || return 1; else alone ${STATE_DIRECTORY} || return 1; fi
    mkdir -p ${`${STATE_DIRECTORY}/kept`}
  fi
  alone "$@" ${`${STATE_DIRECTORY}/kept/x`} || return 1
  if command -v lsattr >/dev/null 2>&1; then
    for one in $(lsattr -d $dirs "$@" 2>/dev/null); do
      case $one in /*) ;; *[ia]*) return 1 ;; esac
    done
  fi
}`;
