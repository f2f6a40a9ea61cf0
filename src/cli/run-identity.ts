import { quote } from '../core/sh.ts';
import type { RunIdentity } from '../engine/run-identity.ts';
import { commandLine, type Invocation } from '../output/invocation.ts';
import { describeSelf, isGone, isRunning } from '../records/controller.ts';
import { newRunId } from '../records/run-id.ts';

/** Who this run is. Its command line holds no secret: umctl takes none there. */
export function runIdentity(invocation: Invocation, { lockWait = 0 }: { readonly lockWait?: number }): RunIdentity {
  const typed = ['umctl', ...process.argv.slice(2)].map(quote).join(' ');
  const holder = describeSelf(newRunId(), typed);
  // A run locks its whole cluster, whatever it is limited to.
  const { limit: _, ...whole } = invocation;
  return {
    holder,
    isGone: (other) => isGone(other, holder),
    isRunning: (other) => isRunning(other, holder),
    lockWaitSeconds: lockWait,
    unlockCommand: commandLine('unlock', whole),
  };
}
