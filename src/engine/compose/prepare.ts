import type { Check } from '../../core/check.ts';
import { type Composition, compose, type Desired } from '../../core/compose.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { PlannedOperation } from '../../core/hook.ts';
import { workOn } from '../../core/job.ts';
import type { Step } from '../../core/plan.ts';
import { type Gathered, gather } from '../gather/gather.ts';
import { sameMachine } from '../gather/same-machine.ts';
import { observe } from '../observe/observe.ts';
import { stepsOfPlay } from '../observe/steps-of-play.ts';
import { plannedActs } from '../roll-out/hooks.ts';
import type { Run } from '../run/run.ts';

/** The hosts' facts, what is wanted on them, and what keeps some from being worked on. */
export interface Prepared {
  readonly gathered: Gathered;
  readonly composition: Composition;
  readonly failed: ReadonlyMap<string, HostFailure>;
}

/** Asks the hosts what they are and the roles what they want there.*/
export async function prepare(run: Run): Promise<Prepared> {
  const asked = await gather(run);
  const reviewed = run.job.domain?.review(run.job.hosts, asked);
  const gathered = { ...asked, failed: reviewed?.failed ?? asked.failed };
  for (const message of reviewed?.warnings ?? []) run.report({ type: 'warning', message });
  const composition = compose(run.job, gathered, run.platformOf);
  for (const message of composition.warnings) run.report({ type: 'warning', message });
  for (const [host, failure] of composition.failed) run.report({ type: 'host-failed', host, phase: 'facts', failure });
  const refused = [...composition.refused, ...(reviewed?.refused ?? []), ...sameMachine(run.job, gathered.facts)];
  return {
    gathered,
    composition: { ...composition, refused },
    failed: new Map([...gathered.failed, ...composition.failed]),
  };
}

/** What is to be done, by host, in the order of the inventory. */
export interface Plans {
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** What is done around them as the hosts are now. */
  readonly acts: readonly PlannedOperation[];
  readonly failed: ReadonlyMap<string, HostFailure>;
}

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

/** The checks of all hosts, and those across them, each once: phases of one role may ask the same. */
export const allChecks = ({ composition }: Prepared): readonly Check[] => {
  const all = [...[...composition.desired.values()].flatMap(({ checks }) => checks), ...composition.clusterChecks];
  return [...new Map(all.map((check) => [check.name, check])).values()];
};
