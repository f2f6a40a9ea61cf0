import { fail, serviceDo } from '../../../src/cluster/drill/shell.ts';
import type { Fault } from '../../../src/cluster/ports/fault.ts';
import { sh } from '../../../src/core/sh.ts';

/** Starting is asynchronous (measured: 30 s and more to a joint start), so its end is waited for. */
const STARTS_WITHIN = 90;

/** `service heartbeat stop` on the active director: what an admin does, and what a shutdown does. */
export const stopHeartbeat: Fault = {
  name: 'stop-heartbeat',
  describe: ({ node }) => `heartbeat on ${node.name} is stopped cleanly (service heartbeat stop)`,
  strikes: 'the active director',
  needs: () => sh`${fail}
cl_status hbstatus >/dev/null || fail "heartbeat is not up"`,
  inject: () => sh`${serviceDo}
service_do heartbeat stop`,
  undo: () => sh`${fail}
${serviceDo}
cl_status hbstatus >/dev/null 2>&1 || service_do heartbeat start
n=0
until cl_status hbstatus >/dev/null 2>&1; do
  n=$((n+1))
  [ $n -lt ${STARTS_WITHIN} ] || fail "heartbeat was started and is not up after ${STARTS_WITHIN} s"
  sleep 1
done`,
  leaves: ({ node }) => `heartbeat runs on ${node.name} again`,
  moves: true,
  limits: () => ({ recovery: 1, longest_gap: 1, failed: 0, broken: 0 }),
};
