import { serviceDo } from '../../../src/cluster/drill/shell.ts';
import type { Fault } from '../../../src/cluster/ports/fault.ts';
import { sh } from '../../../src/core/sh.ts';
import { isUp, startAgain } from './process.ts';

/** What an admin does, what a shutdown does, and what an upgrade of the package does. */
export const stopKeepalived: Fault = {
  name: 'stop-keepalived',
  describe: ({ node }) => `keepalived on ${node.name} is stopped in order (service keepalived stop)`,
  strikes: 'the active director',
  needs: () => isUp,
  inject: () => sh`${serviceDo}
service_do keepalived stop`,
  undo: () => startAgain,
  leaves: ({ node }) => `keepalived runs on ${node.name} again`,
  moves: true,
  limits: () => ({ recovery: 1, longest_gap: 1, failed: 0, broken: 0 }),
};
