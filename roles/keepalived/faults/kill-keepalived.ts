import { fail } from '../../../src/cluster/drill/shell.ts';
import type { Fault } from '../../../src/cluster/ports/fault.ts';
import { sh } from '../../../src/core/sh.ts';
import { isUp, startAgain } from './process.ts';

/** SIGKILL to keepalived and its children: nobody sends adverts, and the address is taken away by whoever started it. */
export const killKeepalived: Fault = {
  name: 'kill-keepalived',
  describe: ({ node }) => `keepalived on ${node.name} is killed with its children (SIGKILL)`,
  strikes: 'the active director',
  needs: () => isUp,
  inject: () => sh`${fail}
pids=
for command in /proc/[0-9]*/comm; do
  ! grep -qx keepalived "$command" 2>/dev/null || pids="$pids $(basename "$(dirname "$command")")"
done
[ -n "$pids" ] || fail "keepalived does not run"
kill -9 $pids`,
  undo: () => startAgain,
  leaves: ({ node }) => `keepalived runs on ${node.name} again, as it was started anew`,
  moves: true,
  limits: ({ deadtime }) => ({ recovery: deadtime + 3, longest_gap: deadtime + 2 }),
};
