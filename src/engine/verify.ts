import type { Summary } from '../core/events.ts';
import { allChecks, prepare } from './compose/prepare.ts';
import { askable } from './gate/askable.ts';
import { gate } from './gate/gate.ts';
import { tellDenials } from './gate/tell-denials.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import { driftResults } from './observe/drift.ts';
import { expectSecrets } from './observe/observe.ts';
import { planAll } from './observe/plan-all.ts';
import { progress } from './run/progress.ts';
import { withRun } from './run/run.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';

/**
 * Asks whether the cluster works and its plan is empty. Changes nothing.
 * @param options `waitSeconds`: how long each check may take to come right
 */
export const verify = (
  session: Session,
  watch: Watch,
  { waitSeconds }: { readonly waitSeconds: number },
): Promise<Summary> =>
  withRun(session, watch, async (asking) => {
    const prepared = await prepare(asking);
    const { run } = prepared;
    warnOfLocks(prepared.gathered.locks, run.identity, run);
    // Checks are asked before the hosts are observed: the drift comes last, as what is waited for may be part of it.
    for (const wanted of prepared.composition.desired.values()) expectSecrets(wanted, run.secrets);
    const checkable = askable(allChecks(prepared), prepared.failed, run);
    const waiting = checkable.map((check) => ({ ...check, withinSeconds: waitSeconds }));
    const results = await gate(waiting, run, { patient: waitSeconds > 0 });
    const plans = await planAll(run, prepared);
    const drift = driftResults(plans, prepared.composition);
    for (const result of drift) run.report({ type: 'check', result });
    const checks = [...results, ...drift];
    await tellDenials(checks, prepared.gathered, run, { since: 'last change' });
    return summarise({ command: 'verify', start: run.start, hosts: progress(run, plans.failed), checks });
  });
