import { EXIT, InputError, showProblem } from '../../core/errors.ts';
import { workOn } from '../../core/job.ts';
import { allChecks, prepare } from '../compose/prepare.ts';
import { refuseHosts, refuseImpossible } from '../compose/refuse.ts';
import { gate } from '../gate/gate.ts';
import { planAll } from '../observe/plan-all.ts';
import type { Run } from '../run/run.ts';
import type { Performed } from './perform.ts';
import type { RollOut } from './rolled.ts';

/**
 * Does a job within a run that goes on after it: plans it, does it, and waits for its checks, over the run's links and
 * under its locks. What roles refuse of it is a failure of the hosts it is for: too much has been done for wrong input.
 */
export async function runNested(run: Run, rollOut: RollOut): Promise<Performed> {
  try {
    // What was chosen has been told.
    const { chosen: _, ...job } = run.job;
    const prepared = refuseHosts(await prepare({ ...run, job }));
    const plans = await planAll(run, prepared);
    if (plans.failed.size > 0) return { failed: plans.failed, checks: [], complete: false };
    refuseImpossible(run, plans);
    const rolled = await rollOut(run, { prepared, approved: plans });
    const proof = rolled.complete ? await gate(allChecks(prepared), run, { patient: true }) : [];
    const proven = proof.every(({ complaint }) => complaint === undefined) && !run.signal.aborted;
    const complete = rolled.complete && proven;
    return { failed: rolled.failed, checks: [...rolled.checks, ...proof], complete };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = error.problems.map(showProblem).join('; ');
    const failed = new Map(workOn(run.job).map(({ name: host }) => [host, { host, exit: EXIT.failed, message }]));
    for (const [host, failure] of failed) run.report({ type: 'host-failed', host, phase: 'act', failure });
    return { failed, checks: [], complete: false };
  }
}
