import { compose, type Desired } from '../../core/compose.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import type { Step } from '../../core/plan.ts';
import type { Job } from '../../core/play.ts';
import { askHost, type Query, queryAll, queryEach } from '../../core/query.ts';
import type { Plans, Prepared } from '../compose/prepared.ts';
import { askFacts } from '../gather/facts.ts';
import { askSteps, samePlan } from '../observe/observe.ts';
import { askAgain, type FactsByHost, placesOf } from '../roll-out/places.ts';
import type { Run } from '../run/run.ts';
import type { Session } from '../run/session.ts';
import { moved, movedOtherwise } from './differences.ts';

interface AskedAgain {
  readonly facts: Facts;
  readonly steps: readonly Step[];
}

interface AsApproved {
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** What the hosts are now. */
  readonly facts: FactsByHost;
}

/** What hosts are asked again before the first is changed; nothing where a host was not asked before. */
export function askedAgain(
  run: Run,
  { prepared, approved }: { readonly prepared: Prepared; readonly approved: Plans },
): (host: string) => Query<AskedAgain> | undefined {
  const facts = askFacts(run);
  return (host) => {
    if (!prepared.gathered.facts.has(host)) return undefined;
    const desired = prepared.composition.desired.get(host);
    const hasSteps = (approved.steps.get(host)?.length ?? 0) > 0;
    // Of a host with nothing to do only what it is counts.
    return queryAll<AskedAgain>({
      facts,
      steps: hasSteps && desired !== undefined ? askSteps(desired, run.secrets) : NONE,
    });
  };
}

const NONE: Query<readonly Step[]> = queryEach([]);

/** What is about to be done. */
export interface Executed {
  readonly prepared: Prepared;
  readonly approved: Plans;
  /** Whether the plans were made of what the hosts said once they were locked. */
  readonly isUnderLock?: boolean;
}

/**
 * Observes all hosts again before the first is changed, those with steps for their plan, and all of them for what they are:
 * who serves, and what roles make of that, have to be as they were when the plan was shown. A plan that was made under the lock
 * is as it is now.
 */
export async function asApproved(run: Run, { prepared, approved, isUnderLock = false }: Executed): Promise<AsApproved> {
  const was = prepared.gathered.facts;
  const again = askedAgain(run, { prepared, approved });
  const work = [...approved.steps].flatMap(([host, steps]) => (steps.length > 0 && !isUnderLock ? [host] : []));
  const idle = new Map([...was].filter(([host]) => !work.includes(host)));
  const [{ done, failed }, rest] = await Promise.all([
    run.fleet.each({ phase: 'observe', hosts: work }, async (connection, host): Promise<Facts | undefined> => {
      const query = again(host);
      if (query === undefined) return undefined;
      const { facts, steps } = await askHost(connection, query);
      const before = approved.steps.get(host) ?? [];
      if (!samePlan(steps, before)) throw moved(host, before, steps);
      return facts;
    }),
    askAgain(run, idle),
  ]);
  const known = [...done].flatMap(([host, facts]) => (facts === undefined ? [] : [[host, facts] as const]));
  const facts = new Map([...was, ...rest, ...known]);
  const others = new Map(
    [...differences(run, prepared, facts)].map(([host, how]) => [host, movedOtherwise(host, how).failure]),
  );
  for (const [host, failure] of others) run.report({ type: 'host-failed', host, phase: 'observe', failure });
  return { failed: new Map([...others, ...failed]), facts };
}

/** What is another about hosts than it was, of what the plan was made of. */
function differences({ job, platformOf }: Session, { gathered }: Prepared, now: FactsByHost): Differences {
  const was = gathered.facts;
  const hosts = [...now.keys()];
  if (hosts.every((host) => JSON.stringify(was.get(host)) === JSON.stringify(now.get(host)))) return new Map();
  const served = servingOf(job, was);
  const serving = servingOf(job, now);
  const duties = hosts.flatMap((host) => {
    if (served.has(host) === serving.has(host)) return [];
    return [
      [
        host,
        [
          serving.has(host)
            ? 'it serves now, and did not when the plan was made'
            : 'it served when the plan was made, and does not now',
        ],
      ] as const,
    ];
  });
  if (duties.length > 0) return new Map(duties);
  const [then, since] = [was, now].map((facts) => compose(job, { ...gathered, facts }, platformOf).desired);
  return new Map(
    hosts.flatMap((host) => {
      const before = showWanted(then?.get(host));
      const other = [...showWanted(since?.get(host))].filter(([id, text]) => before.get(id) !== text);
      return other.length === 0
        ? []
        : [[host, other.map(([id]) => `${id}: the plan wants different values now`)] as const];
    }),
  );
}

type Differences = ReadonlyMap<string, readonly string[]>;

const servingOf = (job: Job, facts: FactsByHost): ReadonlySet<string> =>
  new Set(
    job.plays.flatMap((play) => placesOf(play, facts).flatMap(({ host, active }) => (active ? [host.name] : []))),
  );

/** What roles want of a host, by resource, whole. */
const showWanted = (desired: Desired | undefined): ReadonlyMap<string, string> =>
  new Map(
    (desired?.plays.flat() ?? []).map(({ id, want, probe, apply }) => [
      id,
      JSON.stringify([want, probe.text, apply(() => true)]),
    ]),
  );
