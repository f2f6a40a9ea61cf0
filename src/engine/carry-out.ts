import type { Check, CheckResult } from '../core/check.ts';
import type { HostFailure } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { type Approval, isApproved } from './approve/approval.ts';
import { askedAgain } from './approve/as-approved.ts';
import { hasSteps, notAsApproved } from './approve/as-saved.ts';
import { refuseSplit } from './approve/limited.ts';
import type { Plans, Prepared } from './compose/prepared.ts';
import { refuseImpossible } from './compose/refuse.ts';
import { gate } from './gate/gate.ts';
import { tellDenials } from './gate/tell-denials.ts';
import type { Locks } from './lock/locks.ts';
import { rollOut } from './roll-out/roll-out.ts';
import { progress } from './run/progress.ts';
import type { Run } from './run/run.ts';
import { summarise } from './run/summarise.ts';

/** A plan that is ready to be shown and done. */
export interface Execution {
  readonly command: string;
  readonly prepared: Prepared;
  readonly plans: Plans;
  /** What proves the result, once all is done. */
  readonly checks: readonly Check[];
  /** Whether the checks are waited for even where nothing is to do, and with no host kept locked. Default false. */
  readonly justWaits?: boolean;
  readonly approval: Approval;
  /** Whether the hosts were locked before they were observed. Default false. */
  readonly isUnderLock?: boolean;
}

const NONE: ReadonlyMap<string, HostFailure> = new Map();

/** Has the plan approved, locks the hosts, does it, and proves the result. Touches nothing unless all hosts are fit for it. */
export async function carryOut(
  run: Run,
  locks: Locks,
  { command, prepared, plans, checks, justWaits = false, approval, isUnderLock = false }: Execution,
): Promise<Summary> {
  const todo = [...plans.steps].flatMap(([host, steps]) => (steps.length > 0 ? [{ host, steps }] : []));
  const none = (failed = plans.failed, proof: readonly CheckResult[] = []): Summary => {
    const interrupted = run.signal.aborted;
    return summarise({ command, start: run.start, hosts: progress(run, failed, plans), checks: proof, interrupted });
  };
  if (plans.failed.size > 0) return none();
  refuseImpossible(run, plans);
  const unasked = await refuseSplit(run, { prepared, plans });
  if (unasked.size > 0) return none(unasked);
  // Of a plan that was applied already nothing is left to compare.
  const changed = typeof approval === 'function' || todo.length === 0 ? new Map() : notAsApproved(approval, plans);
  for (const [host, failure] of changed) run.report({ type: 'host-failed', host, phase: 'approve', failure });
  if (changed.size > 0) return none(changed);
  if (run.onlyShows === true) return none();
  if (todo.length === 0 && typeof approval !== 'function' && hasSteps(approval))
    return { ...none(), alreadyApplied: true };
  if (todo.length === 0) return none(plans.failed, justWaits ? await gate(checks, run, { patient: true }) : []);
  run.report({ type: 'phase', phase: 'approve', hosts: todo.map(({ host }) => host) });
  if (!(await isApproved(approval, todo))) return none();
  const next = askedAgain(run, { prepared, approved: plans });
  const unlocked = isUnderLock
    ? NONE
    : await locks.acquireCluster([...plans.steps.keys()], (host) => next(host)?.asks ?? []);
  if (unlocked.size > 0) return none(unlocked);
  const rolled = await rollOut(run, { prepared, approved: plans, isUnderLock });
  if (justWaits) await locks.release();
  const last = rolled.complete ? await gate(checks, run, { patient: true }) : [];
  const proof = [...rolled.checks, ...last];
  await tellDenials(proof, prepared.gathered, run, { since: 'run began' });
  return summarise({
    command,
    start: run.start,
    hosts: progress(run, rolled.failed, plans, rolled.done),
    checks: proof,
    interrupted: run.signal.aborted,
    changing: true,
  });
}
