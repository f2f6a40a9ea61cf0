import { type Sh, sh } from '../../../src/core/sh.ts';

/** LVSDirector's note of who goes on in the background with what heartbeat takes for done: `PID START PHASE`. */
export const NOTE = '/run/lvs-director';

/**
 * Succeeds while a hand-over is under way on the node. A note that a killed process has left counts for nothing, nor does
 * the number of one that is used again: the time of its start tells (proc(5)).
 */
export const AT_WORK: Sh = sh`{ { read -r worker start _ < ${NOTE}; } 2>/dev/null && [ -n "$start" ] &&
[ "$(sed 's/.*) //' "/proc/$worker/stat" 2>/dev/null | cut -d ' ' -f 20)" = "$start" ]; }`;

/** For how long a phase may be at work, in seconds: it gives up after 60 itself. */
const LONGEST = 120;

/** {@link AT_WORK}, but not for longer than it should be. */
export const RIGHTLY_AT_WORK: Sh = sh`${AT_WORK} && [ $(($(date +%s) - $(stat -c %Y ${NOTE}))) -lt ${LONGEST} ]`;
