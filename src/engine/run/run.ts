import type { Summary } from '../../core/events.ts';
import { withForesight } from '../../core/foresight.ts';
import { createFleet, type Fleet } from './fleet.ts';
import type { Session, Watch } from './session.ts';

/** A run that is under way: what it is to do, who hears of it and may stop it, and its links to the hosts. */
export interface Run extends Session, Watch {
  readonly fleet: Fleet;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly start: number;
}

/** What it takes to ask hosts and to tell of it. */
export type Asking = Pick<Run, 'fleet' | 'report' | 'signal'>;

/** Does `work` with links of its own, which are closed whatever happens. */
export async function withRun(session: Session, watch: Watch, work: (run: Run) => Promise<Summary>): Promise<Summary> {
  const fleet = createFleet({ ...watch, connect: withForesight(session), forks: session.forks });
  try {
    return await work({ ...session, ...watch, fleet, start: performance.now() });
  } finally {
    await fleet.close();
  }
}
