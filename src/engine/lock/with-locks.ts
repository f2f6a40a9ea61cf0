import type { Fleet } from '../fleet.ts';
import type { RunIdentity } from '../run-identity.ts';
import type { Watch } from '../session.ts';
import { createLocks, type Locks } from './locks.ts';

/** Does `work`, and frees whatever it locked, whatever became of it: done, failed, interrupted, or a bug in umctl. */
export async function withLocks<T>(
  fleet: Fleet,
  watch: Watch,
  run: RunIdentity,
  work: (locks: Locks) => Promise<T>,
): Promise<T> {
  const locks = createLocks(fleet, watch, run);
  try {
    return await work(locks);
  } finally {
    await locks.release();
  }
}
