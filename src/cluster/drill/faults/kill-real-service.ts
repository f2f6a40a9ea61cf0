import { sh } from '../../../core/sh.ts';
import type { Fault } from '../../ports/fault.ts';
import { fail, NOTES, serviceDo } from '../shell.ts';

/** Prints the process ids that ss(8) says: `(("nginx",pid=1234,fd=6))`, or `(("nginx",1234,6))` in iproute before 4. */
export const listeners = sh`grep -o '",\\(pid=\\)\\{0,1\\}[0-9]*,' | tr -dc '0-9\\n'`;

/** Finds the processes that listen on a port, and the service that they are. */
const find = (port: number) => sh`${fail}
command -v ss >/dev/null 2>&1 || fail "ss of iproute2 is not installed here"
pids=$(ss -ltnp ${`sport = :${port}`} | ${listeners} | sort -un)
[ -n "$pids" ] || fail ${`nothing listens on port ${port}`}
set -- $pids
name=$(sed -n 's,.*/\\(.*\\)\\.service$,\\1,p' "/proc/$1/cgroup" 2>/dev/null | head -n 1)
[ -n "$name" ] || { name=$(cat "/proc/$1/comm"); [ -x "/etc/init.d/$name" ] || name=; }
[ -n "$name" ] || fail ${`the processes on port ${port} belong to no service, so they could not be started again`}`;

/** SIGKILL to the server behind the service on one real server: refused there, until the balancer takes it out. */
export const killRealService: Fault = {
  name: 'kill-real-service',
  describe: ({ node, port }, found) => `${found || 'the server'} on ${node.name} (port ${port}) is killed (SIGKILL)`,
  strikes: 'a real server',
  needs: ({ port }) => sh`${find(port)}
echo "$name"`,
  inject: ({ port }) => sh`${find(port)}
mkdir -p ${NOTES}
echo "$name" > ${`${NOTES}/service`}
# The children of one that is killed may be gone before they are come to.
kill -9 $pids 2>/dev/null || ! kill -0 "$1" 2>/dev/null || fail "the processes cannot be killed"`,
  undo: ({ port }) => sh`${fail}
${serviceDo}
if [ -e ${`${NOTES}/service`} ]; then
  service_do "$(cat ${`${NOTES}/service`})" start
  n=0
  until ss -ltn ${`sport = :${port}`} | grep -q ${`:${port}`}; do
    n=$((n+1))
    [ $n -lt 30 ] || fail "the service was started and does not listen after 30 s"
    sleep 1
  done
fi
rm -rf ${NOTES}`,
  leaves: ({ node }) => `the service on ${node.name} runs again`,
  moves: false,
  limits: ({ checkSeconds }) => ({ recovery: checkSeconds }),
};
