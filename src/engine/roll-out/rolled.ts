import type { CheckResult } from '../../core/check.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { Executed } from '../approve/as-approved.ts';
import type { Run } from '../run/run.ts';

/** How far the hosts came: steps done, and failures, by host. */
export interface Rolled {
  readonly done: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** What the gates between batches found; after a complaint nothing more was touched. */
  readonly checks: readonly CheckResult[];
  /** Whether all that was approved was done. */
  readonly complete: boolean;
}

/** See roll-out.ts; said here because what it does in between may be a roll-out, too. */
export type RollOut = (run: Run, plan: Executed) => Promise<Rolled>;
