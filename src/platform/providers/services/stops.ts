import type { Daemon } from '../../../core/daemon.ts';
import { type Sh, sh } from '../../../core/sh.ts';

/** How long a service may take to stop, in seconds: the longest that was measured, which hands duties over first, took 26 s. */
const STOPS_WITHIN = 150;

/** How often it is looked whether a daemon can stop at all, in seconds. */
const LOOKS_EVERY = 20;

interface Times {
  readonly withinSeconds?: number;
  readonly lookEvery?: number;
}

/**
 * Shell function that stops `$name` by a command, and fails when that takes too long: tools wait for a daemon for as long as
 * it takes (a unit may allow 30 minutes), and one that is busy stops when it is through, which may be never. Uses `explain`.
 */
export const stopsBy = (
  { busyWith = sh`:`, endsStuck = sh`:` }: Daemon = {},
  { withinSeconds = STOPS_WITHIN, lookEvery = LOOKS_EVERY }: Times = {},
): Sh => sh`end_stuck() {
  ${endsStuck}
}
stops_by() {
  "$@" >&2 &
  stopping=$! waited=0
  while kill -0 $stopping 2>/dev/null; do
    waited=$((waited+1))
    [ $waited -le ${withinSeconds} ] || {
      kill $stopping 2>/dev/null
      explain >&2
      { ${busyWith}; } >&2
      fail "$name has not stopped within "${withinSeconds}" s of '$*'; what it said last is above"
    }
    sleep 1
    [ $((waited % ${lookEvery})) != 0 ] || end_stuck
  done
  wait $stopping || { explain >&2; fail "'$*' failed; the last it said is above"; }
}`;
