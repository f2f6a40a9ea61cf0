import { joinSh, type Sh, sh } from '../../../src/core/sh.ts';
import { beside, END, openNew } from '../../../src/resources/shell/replace.ts';
import { STATE_DIRECTORY, script } from '../../../src/resources/shell/script.ts';
import { AUTHKEYS } from '../config.ts';

/** How a change of authkeys is taken in, and for how long the other directors are watched after it. */
export interface Rereading {
  /** The program of `heartbeat -r`. */
  readonly heartbeat: string;
  /** Names of the other directors. */
  readonly others: readonly string[];
  /** A little more than `deadtime`, in seconds: by then a director that does not believe this one takes it for dead. */
  readonly seconds: number;
}

/** What heartbeat has loaded, by the file's inode, time and size: in the middle of a change, and as the service has it. */
const MIDWAY = `${STATE_DIRECTORY}/loaded/heartbeat.authkeys`;
const SERVICE = `${STATE_DIRECTORY}/loaded/heartbeat`;

const stamp: Sh = sh`stat -L -c '%n %i %Y %s' ${AUTHKEYS}`;

/** Prints `loaded`, or `owed` while a heartbeat runs that has not read the file as it is now. */
export const askReread: Sh = sh`if cl_status hbstatus >/dev/null 2>&1 &&
  ! cat ${MIDWAY} ${SERVICE} 2>/dev/null | grep -qxF "$(${stamp})"; then echo owed; else echo loaded; fi`;

/**
 * Replaces authkeys by what `lines` prints of it, has heartbeat read it, and watches the other directors for as long as
 * it takes them to notice: none may be lost. `heartbeat -r` rereads authkeys in place, without touching a resource
 * (measured), and only when its time is another second's (hb_signal.c), which a new file's may not be.
 */
export const edit = (lines: Sh, { heartbeat, others, seconds }: Rereading): Sh =>
  script(
    beside(AUTHKEYS),
    sh`[ -f "$p" ] || exit 0
then=$(stat -c %Y "$p")
${openNew({ mode: '0600', owner: 'root', group: 'root' })}
{ ${lines}; } >&3
exec 3>&-
whole
same || put
[ "$(stat -c %Y "$p")" != "$then" ] || touch -d "@$((then+1))" "$p"`,
    sh`cl_status hbstatus >/dev/null 2>&1 || exit 0
view() { for node in ${others}; do echo "$node $(cl_status nodestatus "$node" 2>&1)"; done; }
before=$(view)
record=$(${stamp})
${heartbeat} -r >/dev/null 2>&1 || fail ${`${heartbeat} -r failed; see the log`}
n=0
while [ $n -lt ${seconds} ]; do
  sleep 1
  n=$((n+1))
  now=$(view)
  # One that was dead and is heard again is no reason to stop; from then on it has to stay.
  lost=$(echo "$before" | grep ' active$' | grep -vxF "$now") && fail "heartbeat lost sight of another director: it saw '$lost', and now '$now'"
  before=$now
done
mkdir -p ${`${STATE_DIRECTORY}/loaded`}
printf '%s\\n' "$record" > ${`${MIDWAY}.new`}
mv -f ${`${MIDWAY}.new`} ${MIDWAY}`,
  );

/** Ends what is copied from the file as the content of every file ends on its way. */
export const andEnd = (lines: Sh): Sh => joinSh([lines, sh`printf %s ${END}`]);
