import type { Summary } from '../core/events.ts';
import { workOn } from '../core/job.ts';
import { execute } from './execute.ts';
import { abandoned, refuseLocked } from './lock/refuse-locked.ts';
import { withLocks } from './lock/with-locks.ts';
import { allChecks, planAll, prepare } from './prepare.ts';
import { refuseHosts } from './refuse.ts';
import { progress, run } from './run.ts';
import type { Approval, Session, Watch } from './session.ts';
import { summarise } from './summarise.ts';

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
  run(session, watch, (fleet, start) =>
    withLocks(session, fleet, watch, async (locks) => {
      // Who waits for another run wants to see the plan as it is after that run.
      const first = session.run.lockWaitSeconds > 0 ? workOn(session.job).map(({ name }) => name) : [];
      const unlocked = await locks.acquireCluster(first);
      if (unlocked.size > 0) return summarise({ command, start, hosts: progress(session, unlocked) });
      const prepared = refuseLocked(refuseHosts(await prepare(session, watch, fleet)), session.run, watch);
      // What a run that was cut off still does there comes to its end before the plan is made.
      const left = await locks.acquire(abandoned(prepared.gathered.locks, session.run));
      if (left.size > 0) return summarise({ command, start, hosts: progress(session, left) });
      const plans = await planAll(session, watch, fleet, prepared);
      return execute(
        session,
        watch,
        { fleet, locks },
        { command, prepared, plans, checks: allChecks(prepared), justWaits, approval, start },
      );
    }),
  );
