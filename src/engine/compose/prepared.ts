import type { Composition } from '../../core/compose.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import type { PlannedOperation } from '../../core/play.ts';
import type { Gathered } from '../gather/gather.ts';
import type { Run } from '../run/run.ts';

/** The hosts' facts, what is wanted on them, and what keeps some from being worked on. */
export interface Prepared {
  /** The run, for the job that was chosen where there were several. */
  readonly run: Run;
  readonly gathered: Gathered;
  readonly composition: Composition;
  readonly failed: ReadonlyMap<string, HostFailure>;
}

/** What is to be done, by host, in the order of the inventory. */
export interface Plans {
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** What is done around them as the hosts are now. */
  readonly acts: readonly PlannedOperation[];
  readonly failed: ReadonlyMap<string, HostFailure>;
}
