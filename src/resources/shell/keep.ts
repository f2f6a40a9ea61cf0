import { type Sh, sh } from '../../core/sh.ts';
import { STATE_DIRECTORY } from './script.ts';

/**
 * Defines `keep PATH`: leaves a copy of what is at PATH under umctl's state directory, named by path and time, so that
 * nothing an admin ever wrote is lost. A directory is moved there whole, which leaves PATH free.
 */
export const keepFunction: Sh = sh`keep() {
  kept=${`${STATE_DIRECTORY}/kept`}$1.$(date -u +%Y%m%dT%H%M%SZ).$$
  mkdir -p "\${kept%/*}"
  if [ -d "$1" ] && [ ! -L "$1" ]; then mv "$1" "$kept"; return; fi
  cp -a "$1" "$kept" || { rm -f "$kept"; fail "cannot keep a copy of $1 in $kept; nothing was changed"; }
}`;
