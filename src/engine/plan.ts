import type { Summary } from '../core/events.ts';
import { refuseSplit } from './approve/limited.ts';
import { prepare } from './compose/prepare.ts';
import { refuseHosts, refuseImpossible } from './compose/refuse.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import { planAll } from './observe/plan-all.ts';
import { progress } from './run/progress.ts';
import { withRun } from './run/run.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';

/** Shows what would be done. Changes nothing. */
export const plan = (session: Session, watch: Watch): Promise<Summary> =>
  withRun(session, watch, async (asking) => {
    const prepared = refuseHosts(await prepare(asking));
    const { run } = prepared;
    warnOfLocks(prepared.gathered.locks, run.identity, run);
    const plans = await planAll(run, prepared);
    refuseImpossible(run, plans);
    const unasked = await refuseSplit(run, { prepared, plans });
    return summarise({
      command: 'plan',
      start: run.start,
      hosts: progress(run, new Map([...plans.failed, ...unasked]), plans),
    });
  });
