import type { Chosen, Unsettled } from '../../core/choice.ts';
import { InputError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import type { Job, OpenChoice } from '../../core/play.ts';
import { askHost, query, queryEach } from '../../core/query.ts';
import type { State } from '../../core/resource.ts';
import type { Run } from '../run/run.ts';

type Deciding = Pick<Run, 'job' | 'fleet' | 'platformOf'>;

/**
 * The job that is meant where there are several, by what hosts are: asks no more than {@link Unsettled} needs.
 * @throws InputError with all that is wrong with the input for the one that is chosen
 */
export async function decide(run: Deciding, known: ReadonlyMap<string, Facts>): Promise<Job> {
  const { job, fleet } = run;
  if (job.choice === undefined) return job;
  const { byHosts, ...choice } = job.choice;
  const decision = byHosts(job.hosts, known, run.platformOf);
  return settled(choice, 'name' in decision ? decision : decision.decide(await statesOf(fleet, decision)));
}

function settled({ of, jobs }: Pick<OpenChoice, 'of' | 'jobs'>, { name, why }: Chosen): Job {
  const chosen = { name, why };
  const job = jobs.get(chosen.name);
  if (job === undefined) throw new Error(`there is no ${of} ${chosen.name}`);
  if ('plays' in job) return { ...job, chosen: { of, ...chosen } };
  const others = [...jobs.keys()].filter((name) => name !== chosen.name);
  const message =
    `the ${of} is ${chosen.name}, ${chosen.why}; to have another, set ` +
    others.map((name) => `\`${of}: ${name}\``).join(' or ');
  throw new InputError([...job.problems, { message }]);
}

/** Whether what some hosts have said decides it, whatever the others say. */
export function isDecided({ job, platformOf }: Omit<Deciding, 'fleet'>, known: ReadonlyMap<string, Facts>): boolean {
  const decision = job.choice?.byHosts(job.hosts, known, platformOf);
  return decision !== undefined && 'name' in decision && decision.isFinal === true;
}

/** Their states in one exchange a host; a host that does not answer has none. */
async function statesOf(fleet: Run['fleet'], { asks }: Unsettled): Promise<ReadonlyMap<string, State>> {
  const task = { phase: 'facts' as const, hosts: [...asks.keys()], quiet: true };
  const { done } = await fleet.each(task, (connection, host) => {
    const states = (asks.get(host) ?? []).map(({ probe, probeSeconds = 20, parse }) =>
      query({ run: probe, withinSeconds: probeSeconds }, parse),
    );
    return askHost(connection, queryEach(states));
  });
  return new Map([...done].map(([host, states]) => [host, Object.assign({}, ...states) as State]));
}
