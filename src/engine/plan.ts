import type { Summary } from '../core/events.ts';
import { refuseSplit } from './approve/limited.ts';
import { planAll, prepare } from './compose/prepare.ts';
import { refuseHosts, refuseImpossible } from './compose/refuse.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';
import { progress, run } from './run/with-fleet.ts';

/** Shows what would be done. Changes nothing. */
export const plan = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const prepared = refuseHosts(await prepare(session, watch, fleet));
    warnOfLocks(prepared.gathered.locks, session.run, watch);
    const plans = await planAll(session, watch, fleet, prepared);
    refuseImpossible(session, plans);
    const unasked = await refuseSplit(session, fleet, { prepared, plans });
    return summarise({
      command: 'plan',
      start,
      hosts: progress(session, new Map([...plans.failed, ...unasked]), plans),
    });
  });
