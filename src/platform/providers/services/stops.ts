import { type Sh, sh } from '../../../core/sh.ts';
import { endUnheard } from './unheard.ts';

/** How long a service may take to stop, in seconds: heartbeat hands its duties over first, which took 8 to 26 s. */
const STOPS_WITHIN = 150;

/** How often it is looked whether heartbeat can stop at all, in seconds. */
const LOOKS_EVERY = 20;

/**
 * Shell function that stops `$name` by a command, and fails when that takes too long: tools wait for a daemon for as long as
 * it takes (the unit of heartbeat allows 30 minutes), and a heartbeat that is busy with a take-over stops when it is
 * through, which may be never. Uses `explain`.
 */
export const stopsBy = (withinSeconds: number = STOPS_WITHIN, lookEvery: number = LOOKS_EVERY): Sh => sh`${endUnheard}
stops_by() {
  "$@" >&2 &
  stopping=$! waited=0
  while kill -0 $stopping 2>/dev/null; do
    waited=$((waited+1))
    [ $waited -le ${withinSeconds} ] || {
      kill $stopping 2>/dev/null
      explain >&2
      ! has=$(cl_status rscstatus 2>/dev/null) || echo "heartbeat says of its resources: $has" >&2
      fail "$name has not stopped within "${withinSeconds}" s of '$*'; what it said last is above"
    }
    sleep 1
    [ $((waited % ${lookEvery})) != 0 ] || [ "$name" != heartbeat ] || end_unheard
  done
  wait $stopping || { explain >&2; fail "'$*' failed; the last it said is above"; }
}`;
