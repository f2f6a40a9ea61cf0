import { compose } from '../../core/compose.ts';
import { type HostFailure, InputError, type Problem } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import { askHost } from '../../core/query.ts';
import type { Plans, Prepared } from '../compose/prepared.ts';
import { askFacts } from '../gather/facts.ts';
import { observe } from '../observe/observe.ts';
import type { Run } from '../run/run.ts';
import type { Session } from '../run/session.ts';

/** A step of the run, of a resource that has to be the same on all hosts of its play. */
interface AlikeStep {
  readonly host: string;
  readonly step: Step;
  /** What becomes of hosts that have it otherwise. */
  readonly why: string;
  /** Hosts of the play that the run is not for. */
  readonly others: readonly string[];
}

/**
 * Asks the hosts beyond `--limit` for what has to be the same on them, where the run would change it on others. Costs nothing
 * unless it would. @returns those that could not be asked
 * @throws InputError for every step that would leave two hosts with different ones
 */
export async function refuseSplit(
  run: Run,
  { prepared, plans }: { readonly prepared: Prepared; readonly plans: Plans },
): Promise<ReadonlyMap<string, HostFailure>> {
  const { job } = run;
  const steps = alikeSteps(run, prepared, plans);
  const names = [...new Set(steps.flatMap(({ others }) => others))];
  if (names.length === 0) return new Map();
  const query = askFacts(run);
  const asked = await run.fleet.each({ phase: 'facts', hosts: names, quiet: true }, (connection) =>
    askHost(connection, query),
  );
  const { facts, secrets, recalled } = prepared.gathered;
  const known = { facts: new Map([...facts, ...asked.done]), secrets, recalled };
  const { desired, failed } = compose({ ...job, selected: new Set(names) }, known, run.platformOf);
  const seen = await run.fleet.each(
    { phase: 'observe', hosts: [...desired.keys()], quiet: true },
    async (connection, host) => {
      const wanted = desired.get(host);
      return wanted === undefined ? [] : observe(connection, wanted, run.secrets);
    },
  );
  const problems = steps.flatMap(({ host, step, why, others }): readonly Problem[] => {
    const otherwise = others.filter((other) =>
      seen.done.get(other)?.some(({ id, changes }) => id === step.id && changes.some(isOther)),
    );
    if (otherwise.length === 0) return [];
    const message =
      `${host}: ${step.title} would change here, but not on ${otherwise.join(', ')} (outside --limit): ${why}. ` +
      'Run it without --limit';
    const at = job.hosts.find(({ name }) => name === host)?.at([]);
    return [at === undefined ? { message } : { at, message }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return new Map([...asked.failed, ...failed, ...seen.failed]);
}

function alikeSteps({ job }: Session, { composition }: Prepared, { steps }: Plans): readonly AlikeStep[] {
  return [...composition.desired.values()].flatMap(({ host, plays }) =>
    plays.flatMap((resources, play) =>
      resources.flatMap(({ id, mustMatchPeers }) => {
        const step = steps.get(host)?.find((one) => one.id === id);
        if (mustMatchPeers === undefined || step === undefined || !step.changes.some(isContent)) return [];
        const others = job.plays[play]?.hosts.flatMap(({ name }) => (job.selected.has(name) ? [] : [name])) ?? [];
        return [{ host, step, why: mustMatchPeers, others }];
      }),
    ),
  );
}

const isContent = ({ field }: { readonly field: string }): boolean => field === 'content';

/** Where there is none yet, there is nothing that could differ. */
const isOther = (change: Step['changes'][number]): boolean => isContent(change) && change.from !== undefined;
