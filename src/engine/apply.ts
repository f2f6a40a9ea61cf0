import type { Summary } from '../core/events.ts';
import type { Approval } from './approve/approval.ts';
import { carryOut } from './carry-out.ts';
import { allChecks } from './compose/prepare.ts';
import { begin } from './gather/begin.ts';
import { lockFirst } from './lock/lock-first.ts';
import { withLocks } from './lock/with-locks.ts';
import { planAll } from './observe/plan-all.ts';
import { progress } from './run/progress.ts';
import { withRun } from './run/run.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';

interface ApplyOptions {
  /** By what name the run goes. Default apply. */
  readonly command?: string;
  /** Whether the checks are what the run is for: waited for even where nothing is to do, and with no host kept locked. */
  readonly justWaits?: boolean;
}

/** Shows the plan, has it approved, does it, and proves the result. Touches nothing unless every host can be worked on. */
export const apply = (
  session: Session,
  watch: Watch,
  approval: Approval,
  { command = 'apply', justWaits = false }: ApplyOptions = {},
): Promise<Summary> =>
  withRun(session, watch, (asking) =>
    withLocks(asking, async (locks) => {
      const begun = await begin(asking, locks);
      if ('locked' in begun) return summarise({ command, start: asking.start, hosts: progress(asking, begun.locked) });
      const { prepared } = begun;
      const { run } = prepared;
      const kept = justWaits ? undefined : await lockFirst(prepared, locks, approval);
      if (kept !== undefined && kept.size > 0)
        return summarise({ command, start: run.start, hosts: progress(run, kept) });
      const isUnderLock = kept !== undefined;
      const plans = await planAll(run, prepared);
      const checks = allChecks(prepared);
      return carryOut(run, locks, { command, prepared, plans, checks, justWaits, approval, isUnderLock });
    }),
  );
