import type { HostFailure } from '../../core/errors.ts';
import type { Prepared } from '../compose/prepared.ts';
import type { RunIdentity } from '../run/run-identity.ts';
import type { Watch } from '../run/session.ts';
import type { HeldLock } from './holder.ts';
import { describeHolder, locked } from './locked.ts';

/** The locks of other runs that may still be under way. */
const others = (locks: ReadonlyMap<string, HeldLock>, run: RunIdentity): readonly (readonly [string, HeldLock])[] =>
  [...locks].filter(([, { name, holder }]) => name !== run.holder.run && (holder === undefined || !run.isGone(holder)));

/** The hosts that a run has left locked that is known to be over. */
export const abandoned = (locks: ReadonlyMap<string, HeldLock>, run: RunIdentity): readonly string[] =>
  [...locks].flatMap(([host, { holder }]) => (holder !== undefined && run.isGone(holder) ? [host] : []));

/** Fails the hosts that another run has locked, before anybody is asked to approve a plan that will not last. */
export function refuseLocked(prepared: Prepared, run: RunIdentity, { report }: Watch): Prepared {
  const failed = new Map<string, HostFailure>(prepared.failed);
  for (const [host, held] of others(prepared.gathered.locks, run)) {
    const { failure } = locked(host, held, run.unlockCommand);
    failed.set(host, failure);
    report({ type: 'host-failed', host, phase: 'lock', failure });
  }
  return { ...prepared, failed };
}

/** Says that what is about to be shown may not last, as another run is under way. */
export function warnOfLocks(locks: ReadonlyMap<string, HeldLock>, run: RunIdentity, { report }: Watch): void {
  for (const [host, held] of others(locks, run))
    report({ type: 'warning', message: `${host} is being changed: locked by ${describeHolder(held)}` });
}
