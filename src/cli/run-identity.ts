import type { RunIdentity } from '../engine/run/run-identity.ts';
import { commandLine, type Invocation } from '../output/invocation.ts';
import { describeSelf, isGone, isRunning } from '../records/controller.ts';
import { newRunId } from '../records/run-id.ts';
import { typedLine } from './typed-line.ts';

/** Who this run is. */
export function runIdentity(invocation: Invocation, { lockWait = 0 }: { readonly lockWait?: number }): RunIdentity {
  const holder = describeSelf(newRunId(), typedLine());
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
