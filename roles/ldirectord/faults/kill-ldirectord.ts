import { fail, NOTES, serviceDo } from '../../../src/cluster/drill/shell.ts';
import type { Fault } from '../../../src/cluster/ports/fault.ts';
import { sh } from '../../../src/core/sh.ts';

/** ldirectord(8) keeps its pid in /var/run/ldirectord.CONFIGURATION.pid, whoever started it. */
const find = sh`${fail}
pid=
for file in /var/run/ldirectord.*.pid; do
  [ ! -r "$file" ] || ! kill -0 "$(cat "$file")" 2>/dev/null || pid=$(cat "$file")
done`;

const STARTS_WITHIN = 30;

/** SIGKILL to ldirectord: the kernel goes on balancing by the table it has, and nobody looks after real servers any more. */
export const killLdirectord: Fault = {
  name: 'kill-ldirectord',
  describe: ({ node }) => `ldirectord on ${node.name} is killed (SIGKILL), so real servers are not checked`,
  strikes: 'the active director',
  needs: () => sh`${find}
[ -n "$pid" ] || fail "ldirectord does not run"`,
  inject: () => sh`${find}
[ -n "$pid" ] || fail "ldirectord does not run"
mkdir -p ${NOTES}
sed -n 's,.*/\\(.*\\)\\.service$,\\1,p' "/proc/$pid/cgroup" 2>/dev/null | head -n 1 > ${`${NOTES}/ldirectord`}
kill -9 "$pid"`,
  // Who had started it starts it again: the init system, or else heartbeat's own resource script, out of this session.
  undo: () => sh`${find}
${serviceDo}
if [ -e ${`${NOTES}/ldirectord`} ] && [ -z "$pid" ]; then
  if [ "$(cat ${`${NOTES}/ldirectord`})" = ldirectord ]; then service_do ldirectord start
  elif [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
    systemd-run --quiet --scope --slice=system.slice ldirectord ldirectord.cf start
  else ldirectord ldirectord.cf start; fi </dev/null >/dev/null 2>&1
  n=0
  while [ -z "$pid" ]; do
    n=$((n+1))
    [ $n -lt ${STARTS_WITHIN} ] || fail "ldirectord was started and does not run"
    sleep 1
    ${find}
  done
fi
rm -rf ${NOTES}`,
  leaves: ({ node }) => `ldirectord runs on ${node.name} again; the drill started it, as nothing else does`,
  moves: false,
  limits: () => ({ recovery: 1, longest_gap: 1, failed: 0, broken: 0 }),
};
