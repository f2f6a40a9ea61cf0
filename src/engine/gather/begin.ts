import type { HostFailure } from '../../core/errors.ts';
import { workOn } from '../../core/job.ts';
import { prepare } from '../compose/prepare.ts';
import type { Prepared } from '../compose/prepared.ts';
import { refuseHosts } from '../compose/refuse.ts';
import type { Locks } from '../lock/locks.ts';
import { abandoned, refuseLocked, warnOfLocks } from '../lock/refuse-locked.ts';
import type { Run } from '../run/run.ts';
import { prepareSettled } from './settled.ts';

/** What a run works with; or why it may not begin, by host. */
type Begun = { readonly prepared: Prepared } | { readonly locked: ReadonlyMap<string, HostFailure> };

/**
 * What every run begins with that changes hosts: who waits for another run does so first, and sees the hosts as they are
 * after that run; what a run that was cut off still does there comes to its end before anything is planned.
 * @throws InputError with all that roles refuse of the hosts
 */
export async function begin(run: Run, locks: Locks): Promise<Begun> {
  if (run.onlyShows === true) {
    const prepared = refuseHosts(await prepare(run));
    warnOfLocks(prepared.gathered.locks, run.identity, run);
    return { prepared };
  }
  const first = run.identity.lockWaitSeconds > 0 ? workOn(run.job).map(({ name }) => name) : [];
  const unlocked = await locks.acquireCluster(first);
  if (unlocked.size > 0) return { locked: unlocked };
  const prepared = refuseLocked(refuseHosts(await prepareSettled(run)), run.identity, run);
  const left = await locks.acquire(abandoned(prepared.gathered.locks, run.identity));
  return left.size > 0 ? { locked: left } : { prepared };
}
