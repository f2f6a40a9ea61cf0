import type { Desired } from '../../core/compose.ts';
import { workOn } from '../../core/job.ts';
import type { Step } from '../../core/plan.ts';
import type { Plans, Prepared } from '../compose/prepared.ts';
import { plannedActs } from '../roll-out/hooks.ts';
import type { Run } from '../run/run.ts';
import { observe } from './observe.ts';
import { stepsOfPlay } from './steps-of-play.ts';

/** Observes every host that is fit for it and reports its plan. */
export async function planAll(run: Run, prepared: Prepared): Promise<Plans> {
  const { desired } = prepared.composition;
  const hosts = workOn(run.job).flatMap(({ name }) => (desired.has(name) ? [name] : []));
  const { done, failed } = await run.fleet.each({ phase: 'observe', hosts }, (connection, host) => {
    const wanted = desired.get(host);
    return wanted === undefined ? Promise.resolve([]) : observe(connection, wanted, run.secrets);
  });
  const steps = new Map(hosts.flatMap((host) => (done.has(host) ? [[host, done.get(host) ?? []] as const] : [])));
  for (const [host, planned] of steps)
    run.report({ type: 'plan', host, steps: planned, roles: rolesIn(planned, desired.get(host)) });
  const stepsOf = (host: string, play: number) => stepsOfPlay(prepared, { steps }, host, play);
  const acts = plannedActs(run.job.plays, prepared.gathered.facts, stepsOf);
  for (const act of acts) run.report({ type: 'act-planned', ...act });
  return { steps, acts, failed: new Map([...prepared.failed, ...failed]) };
}

const rolesIn = (steps: readonly Step[], wanted: Desired | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    steps.flatMap(({ id }) => {
      const role = wanted?.roleOf?.get(id);
      return role === undefined ? [] : [[id, role]];
    }),
  );
