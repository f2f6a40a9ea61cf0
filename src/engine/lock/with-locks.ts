import { inPlays } from '../../core/job.ts';
import type { Run } from '../run/run.ts';
import { createLocks, type Locks } from './locks.ts';

/** Does `work`, and frees whatever it locked, whatever became of it: done, failed, interrupted, or a bug in umctl. */
export async function withLocks<T>(run: Run, work: (locks: Locks) => Promise<T>): Promise<T> {
  const locks = createLocks(run.fleet, run, { run: run.identity, cluster: inPlays(run.job).map(({ name }) => name) });
  try {
    return await work(locks);
  } finally {
    await locks.release();
  }
}
