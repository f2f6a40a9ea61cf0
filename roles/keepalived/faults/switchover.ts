import { fail } from '../../../src/cluster/drill/shell.ts';
import type { Fault, Target } from '../../../src/cluster/ports/fault.ts';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';

/** A planned switch: keepalived on all directors stays up, and only the duties move. */
export const switchover: Fault = {
  name: 'switchover',
  describe: ({ node }) => `${node.name} hands its duties over to another director, as planned`,
  strikes: 'the active director',
  needs: (target) => sh`${fail}
case $(${about(target)} state) in 'runs active '*) ;; *) fail "keepalived is not up, or not active" ;; esac`,
  inject: (target) => sh`${about(target)} yield`,
  leaves: ({ node }) => `${node.name} is a standby now; another switchover brings the duties back`,
  moves: true,
  limits: () => ({ recovery: 1, longest_gap: 1, failed: 0, broken: 0 }),
};

const about = ({ address }: Target): Sh =>
  address === undefined ? sh`${NOTIFY_PROGRAM}` : sh`${NOTIFY_PROGRAM} of ${address}`;
