import type { CheckResult } from '../core/check.ts';
import type { Summary } from '../core/events.ts';
import { workOn } from '../core/job.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { gate } from './gate.ts';
import { gather } from './gather.ts';
import { type Plans, type Prepared, planAll, prepare } from './prepare.ts';
import { roll } from './roll.ts';
import type { Approve, Session, Watch } from './session.ts';
import { type Progress, summarise } from './summarise.ts';

/** Asks the hosts what they are. Changes nothing. */
export const facts = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const gathered = await gather(session.job, { fleet, ...session });
    for (const [host, known] of gathered.facts) watch.report({ type: 'facts', host, facts: known });
    return summarise({ command: 'facts', start, hosts: progress(session, gathered.failed) });
  });

/** Shows what would be done. Changes nothing. */
export const plan = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const plans = await planAll(session, watch, fleet, await prepare(session, watch, fleet));
    return summarise({ command: 'plan', start, hosts: progress(session, plans.failed, plans) });
  });

/** Shows the plan, has it approved, does it, and proves the result. Touches nothing unless every host can be worked on. */
export const apply = (session: Session, watch: Watch, approve: Approve): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const prepared = await prepare(session, watch, fleet);
    const plans = await planAll(session, watch, fleet, prepared);
    const todo = [...plans.steps].flatMap(([host, steps]) => (steps.length > 0 ? [{ host, steps }] : []));
    const none = (): Summary => summarise({ command: 'apply', start, hosts: progress(session, plans.failed, plans) });
    if (plans.failed.size > 0 || todo.length === 0) return none();
    watch.report({ type: 'phase', phase: 'approve', hosts: todo.map(({ host }) => host) });
    if (!(await approve(todo))) return none();
    const rolled = await roll(session, watch, fleet, { prepared, approved: plans });
    const last = rolled.complete ? await gate(allChecks(prepared), fleet, watch, { patient: true }) : [];
    const hosts = progress(session, rolled.failed, plans, rolled.done);
    const checks = [...rolled.checks, ...last];
    const interrupted = watch.signal.aborted;
    return summarise({ command: 'apply', start, hosts, checks, interrupted, changing: true });
  });

/** Asks whether the cluster works and its plan is empty. Changes nothing. */
export const verify = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const prepared = await prepare(session, watch, fleet);
    const plans = await planAll(session, watch, fleet, prepared);
    const results = plans.failed.size > 0 ? [] : await gate(allChecks(prepared), fleet, watch, { patient: false });
    const drift = [...plans.steps].map(([host, steps]) =>
      driftResult(
        host,
        steps.map(({ id }) => id),
      ),
    );
    for (const result of drift) watch.report({ type: 'check', result });
    const checks = [...results, ...drift];
    return summarise({ command: 'verify', start, hosts: progress(session, plans.failed), checks });
  });

async function run(
  session: Session,
  watch: Watch,
  work: (fleet: Fleet, start: number) => Promise<Summary>,
): Promise<Summary> {
  const fleet = createFleet({ connect: session.connect, report: watch.report, forks: session.forks });
  try {
    return await work(fleet, performance.now());
  } finally {
    await fleet.close();
  }
}

const allChecks = ({ composition }: Prepared) => [
  ...[...composition.desired.values()].flatMap(({ checks }) => checks),
  ...composition.clusterChecks,
];

const driftResult = (host: string, ids: readonly string[]): CheckResult => ({
  name: `${host}: is as the inventory has it`,
  hosts: [host],
  ...(ids.length === 0 ? {} : { complaint: `${ids.length} not as wanted: ${ids.join(', ')}` }),
  evidence: [],
  milliseconds: 0,
});

/** Every host that the run is for, with its failure or its plan. */
function progress(
  session: Session,
  failed: Plans['failed'],
  plans?: Plans,
  done?: ReadonlyMap<string, number>,
): ReadonlyMap<string, Progress> {
  const names = new Set([...workOn(session.job).map(({ name }) => name), ...failed.keys()]);
  return new Map(
    [...names].map((host) => {
      const failure = failed.get(host);
      const counts = { planned: plans?.steps.get(host)?.length ?? 0, done: done?.get(host) ?? 0 };
      return [host, failure === undefined ? counts : { ...counts, failure }];
    }),
  );
}
