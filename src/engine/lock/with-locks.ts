import { inPlays } from '../../core/job.ts';
import type { Fleet } from '../run/fleet.ts';
import type { Session, Watch } from '../run/session.ts';
import { createLocks, type Locks } from './locks.ts';

/** Does `work`, and frees whatever it locked, whatever became of it: done, failed, interrupted, or a bug in umctl. */
export async function withLocks<T>(
  { run, job }: Session,
  fleet: Fleet,
  watch: Watch,
  work: (locks: Locks) => Promise<T>,
): Promise<T> {
  const locks = createLocks(fleet, watch, { run, cluster: inPlays(job).map(({ name }) => name) });
  try {
    return await work(locks);
  } finally {
    await locks.release();
  }
}
