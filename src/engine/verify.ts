import type { Summary } from '../core/events.ts';
import { allChecks, planAll, prepare } from './compose/prepare.ts';
import { askable } from './gate/askable.ts';
import { gate } from './gate/gate.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import { driftResults } from './observe/drift.ts';
import { expectSecrets } from './observe/observe.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';
import { progress, run } from './run/with-fleet.ts';

/**
 * Asks whether the cluster works and its plan is empty. Changes nothing.
 * @param options `waitSeconds`: how long each check may take to come right
 */
export const verify = (
  session: Session,
  watch: Watch,
  { waitSeconds }: { readonly waitSeconds: number },
): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const prepared = await prepare(session, watch, fleet);
    warnOfLocks(prepared.gathered.locks, session.run, watch);
    // Checks are asked before the hosts are observed: the drift comes last, as what is waited for may be part of it.
    for (const wanted of prepared.composition.desired.values()) expectSecrets(wanted, session.secrets);
    const checkable = askable(allChecks(prepared), prepared.failed, watch);
    const waiting = checkable.map((check) => ({ ...check, withinSeconds: waitSeconds }));
    const results = await gate(waiting, fleet, watch, { patient: waitSeconds > 0 });
    const plans = await planAll(session, watch, fleet, prepared);
    const drift = driftResults(plans, prepared.composition);
    for (const result of drift) watch.report({ type: 'check', result });
    const checks = [...results, ...drift];
    return summarise({ command: 'verify', start, hosts: progress(session, plans.failed), checks });
  });
