import { type Sh, sh } from '../../core/sh.ts';
import { STATE_DIRECTORY } from './script.ts';

/** The run that steps belong to; names what they keep. Set by the engine, and unset when a person runs a step by hand. */
export const RUN_VARIABLE = 'UMCTL_RUN';

/**
 * Where a run keeps what it found, on the node: under `was` copies of files and links, by their paths; under `absent` an
 * empty file for each path where nothing was; under `directory` one for each directory that had to make room, which
 * itself is under `moved`.
 */
export const keptBy = (run: string): string => `${STATE_DIRECTORY}/kept/${run}`;

/**
 * Defines `keep PATH`, to be called before what is at PATH changes: nothing an admin ever wrote is lost, and `umctl
 * restore` knows what a run found. The first copy in a run counts, as later ones are the run's own. A copy is made under
 * another name first, so that none is ever half. A directory is moved away whole, which leaves PATH free.
 */
export const keepFunction: Sh = sh`keep() {
  kept=${`${STATE_DIRECTORY}/kept`}
  part=$kept/.part
  kept=$kept/\${${{ text: RUN_VARIABLE }}:-$(date -u +%Y%m%dT%H%M%SZ).$$}
  if [ -d "$1" ] && [ ! -L "$1" ]; then
    mkdir -p "$kept/directory\${1%/*}" "$kept/moved\${1%/*}"
    : > "$kept/directory$1"
    if [ -e "$kept/moved$1" ]; then mv -f "$1" "$kept/moved$1.$$"; else mv "$1" "$kept/moved$1"; fi
    return
  fi
  for known in was absent directory; do
    if [ -e "$kept/$known$1" ] || [ -L "$kept/$known$1" ]; then return; fi
  done
  if [ -e "$1" ] || [ -L "$1" ]; then
    mkdir -p "$kept/was\${1%/*}"
    rm -rf "$part"
    cp -a "$1" "$part" || { rm -f "$part"; fail "cannot keep a copy of $1 in $kept; nothing was changed"; }
    mv -fT "$part" "$kept/was$1"
  else
    mkdir -p "$kept/absent\${1%/*}"
    : > "$kept/absent$1"
  fi
}`;
