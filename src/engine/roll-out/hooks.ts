import type { CheckResult } from '../../core/check.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import type { HookContext, Operation, PlannedOperation, ResolvedPlay } from '../../core/play.ts';
import type { Run } from '../run/run.ts';
import { type DoJob, perform } from './perform.ts';
import { askAgain, type FactsByHost, placesOf } from './places.ts';

/** Before or after which hosts are changed, and what the hosts are. */
interface Moment {
  readonly when: 'before' | 'after';
  readonly resolved: ResolvedPlay;
  readonly hosts: readonly string[];
  readonly stepsOf: (host: string) => readonly Step[];
  readonly facts: FactsByHost;
  readonly doJob: DoJob;
}

interface Surrounded {
  /** What the hosts are now; who serves may be another. */
  readonly facts: FactsByHost;
  readonly failed: ReadonlyMap<string, HostFailure>;
  readonly checks: readonly CheckResult[];
  readonly complete: boolean;
}

/** Does what a play wants done around the change of hosts, one act after another; the first that fails is the last. */
export async function surround(run: Run, moment: Moment): Promise<Surrounded> {
  const { resolved, when, hosts, stepsOf, doJob } = moment;
  const { user, controller, since } = run.identity.holder;
  const arounds = resolved.play.around ?? [];
  const checks: CheckResult[] = [];
  let { facts } = moment;
  for (const around of when === 'before' ? arounds : arounds.toReversed())
    for (const host of hosts) {
      const turn = turnOf(resolved, host, { facts, steps: stepsOf(host) });
      const act: Operation | undefined = turn === undefined ? undefined : around[when]?.(turn);
      if (act === undefined) continue;
      const performed = await perform(act, run, {
        jobs: act.jobs?.(run.job, { by: `${user}@${controller}`, since }) ?? [],
        doJob,
      });
      checks.push(...performed.checks);
      if (!performed.complete) return { facts, failed: performed.failed, checks, complete: false };
      facts = await askAgain(run, facts);
    }
  return { facts, failed: new Map(), checks, complete: true };
}

/** What would be done around the planned steps as the hosts are now: before the change of which host, and what, in words. */
export function plannedActs(
  plays: readonly ResolvedPlay[],
  facts: FactsByHost,
  stepsOf: StepsOf,
): readonly PlannedOperation[] {
  return plays.flatMap((resolved, index) =>
    (resolved.play.around ?? []).flatMap((around) =>
      resolved.hosts.flatMap(({ name }) => {
        const steps = stepsOf(name, index);
        const turn = steps.length === 0 ? undefined : turnOf(resolved, name, { facts, steps });
        const act = turn === undefined ? undefined : around.before?.(turn);
        if (act === undefined) return [];
        return [{ host: name, name: act.name, ...(act.note === undefined ? {} : { note: act.note }) }];
      }),
    ),
  );
}

type StepsOf = (host: string, play: number) => readonly Step[];

function turnOf(
  resolved: ResolvedPlay,
  host: string,
  { facts, steps }: { readonly facts: FactsByHost; readonly steps: readonly Step[] },
): HookContext | undefined {
  const places = placesOf(resolved, facts);
  const mine = places.find((place) => place.host.name === host);
  // A first set-up has nobody to serve, and so nothing to be careful of.
  const isFirst = resolved.play.active !== undefined && !places.some(({ active }) => active);
  return mine === undefined || isFirst ? undefined : { ...mine, steps, places };
}
