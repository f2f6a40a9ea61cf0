import type { Context } from '../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { type Check, check } from '../../src/core/check.ts';
import { sh } from '../../src/core/sh.ts';
import type { HeartbeatVars } from './vars.ts';

/** Heartbeat says something at every start, so its log must be at least as young as its process. */
export function logCheck({ name, vars }: Context<HeartbeatVars>): Check {
  const { file } = vars.logging;
  // The pid file is as old as the process; /proc/PID is not, its times are those of the first look at it.
  const ask = sh`[ -e /var/run/heartbeat.pid ] || exit 3
find ${file} ${`${file}.1`} -newer /var/run/heartbeat.pid -exec grep -ah heartbeat {} + 2>/dev/null | tail -n 3`;
  return check(
    `heartbeat's log reaches ${file}`,
    name,
    ask,
    ({ code, stdout }) => {
      if (code === 3) return 'heartbeat does not run, so it logs nothing';
      return stdout.trim() === '' ? `${file} holds nothing of this run of heartbeat` : undefined;
    },
    { withinSeconds: SETTLES_WITHIN },
  );
}
