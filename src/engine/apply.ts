import type { Summary } from '../core/events.ts';
import { allChecks, planAll } from './compose/prepare.ts';
import { begin } from './gather/begin.ts';
import { withLocks } from './lock/with-locks.ts';
import { execute } from './roll-out/execute.ts';
import type { Approval, Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';
import { progress, run } from './run/with-fleet.ts';

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
      const begun = await begin(session, watch, { fleet, locks });
      if ('locked' in begun) return summarise({ command, start, hosts: progress(session, begun.locked) });
      const { prepared } = begun;
      const plans = await planAll(session, watch, fleet, prepared);
      return execute(
        session,
        watch,
        { fleet, locks },
        { command, prepared, plans, checks: allChecks(prepared), justWaits, approval, start },
      );
    }),
  );
