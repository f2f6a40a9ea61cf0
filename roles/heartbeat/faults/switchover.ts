import { fail } from '../../../src/cluster/drill/shell.ts';
import type { Fault } from '../../../src/cluster/ports/fault.ts';
import { sh } from '../../../src/core/sh.ts';

/** Where heartbeat's packages keep `hb_standby`. */
const PLACES = ['/usr/share/heartbeat', '/usr/lib/heartbeat', '/usr/lib64/heartbeat'];

const find = sh`${fail}
tool=
for place in ${PLACES}; do [ ! -x "$place/hb_standby" ] || tool=$place/hb_standby; done
[ -n "$tool" ] || fail "hb_standby of heartbeat is not installed here"`;

/** A planned switch, as hb_standby(1) does it: heartbeat on both nodes stays up, and only the duties move. */
export const switchover: Fault = {
  name: 'switchover',
  describe: ({ node }) => `${node.name} hands over to the other director, as planned (hb_standby)`,
  strikes: 'the active director',
  needs: () => sh`${find}
cl_status hbstatus >/dev/null || fail "heartbeat is not up"`,
  inject: () => sh`${find}
"$tool" all`,
  leaves: ({ node }) => `${node.name} is the standby now; another switchover makes it active again`,
  moves: true,
  limits: () => ({ recovery: 1, longest_gap: 1, failed: 0, broken: 0 }),
};
