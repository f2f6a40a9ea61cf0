import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { keepFunction } from './keep.ts';

/** Defines `take_away PATH`: nothing is at PATH then. What was there is kept first, so that `umctl restore` brings it back. */
export const takeAwayFunction: Sh = joinSh([
  keepFunction,
  sh`take_away() {
  safe "$1"
  if [ -e "$1" ] || [ -L "$1" ]; then keep "$1"; rm -f "$1"; fi
}`,
]);
