import type { Summary } from '../core/events.ts';
import { askable } from './askable.ts';
import { driftResults } from './drift.ts';
import { gate } from './gate.ts';
import { gather } from './gather.ts';
import { refuseSplit } from './limited.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import { expectSecrets } from './observe.ts';
import { allChecks, planAll, prepare } from './prepare.ts';
import { refuseHosts, refuseImpossible } from './refuse.ts';
import { progress, run } from './run.ts';
import type { Session, Watch } from './session.ts';
import { askSoftware } from './software.ts';
import { summarise } from './summarise.ts';

export { apply } from './apply.ts';
export { unlock } from './lock/unlock.ts';
export { restore } from './restore/restore.ts';
export { switchover } from './switchover.ts';

/** Asks the hosts what they are. Changes nothing. */
export const facts = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const gathered = await gather(session.job, { fleet, ...watch, ...session });
    warnOfLocks(gathered.locks, session.run, watch);
    const software = await askSoftware(session, fleet, gathered.facts);
    for (const [host, known] of gathered.facts)
      watch.report({ type: 'facts', host, facts: known, packages: software.get(host) ?? {} });
    return summarise({ command: 'facts', start, hosts: progress(session, gathered.failed) });
  });

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
