import type { HostFailure } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import { possibleJobs, workOn } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import { askHost, query, queryAll } from '../../core/query.ts';
import { askOwnExposed } from '../../resources/shell/exposed.ts';
import { decide } from '../choose/decide.ts';
import { askUndoneIn, onceUndone } from '../guard/once-undone.ts';
import { askLock } from '../lock/ask.ts';
import type { HeldLock } from '../lock/holder.ts';
import type { Run } from '../run/run.ts';
import { askFacts } from './facts.ts';
import { askHeld, type HeldSecret, isGenerated, secretName, settle } from './generated.ts';
import { resolveGiven } from './given-secrets.ts';
import { askRemembered, memoriesOf } from './memories.ts';
import { refuseExposed } from './own-exposed.ts';
import { secretsOfAll, wantedBy } from './possible-secrets.ts';

/** What the hosts are, and the tokens of all secrets, by host and role. */
export interface Gathered {
  readonly facts: ReadonlyMap<string, Facts>;
  /** What the run is for, now that hosts have said what they are. */
  readonly job: Job;
  readonly secrets: (host: string, role: string) => Readonly<Record<string, string>>;
  /** What hosts remember for a role, by host. */
  readonly recalled: (role: string) => ReadonlyMap<string, string>;
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** Which hosts are locked, by whatever run. */
  readonly locks: ReadonlyMap<string, HeldLock>;
}

/** What one host says. */
interface Answers {
  readonly facts: Facts;
  readonly held: readonly HeldSecret[];
  /** By role. */
  readonly remembered: ReadonlyMap<string, string>;
  readonly exposed: string;
  readonly lock: HeldLock | undefined;
  readonly undoneIn: string;
}

/**
 * Asks every host, in one exchange, what it is, which generated secrets it already holds, and what it remembers. A host
 * outside the run's limit is asked too when it may know something that the others must share, and may fail as long as
 * that is known of another. One that is about to undo a change that nobody has confirmed is asked again once it has.
 * @throws InputError with every secret that cannot be had, at its place in the inventory, before a host is asked
 */
export async function gather(run: Run): Promise<Gathered> {
  const { job, fleet, secrets, resolve, report, renew = new Set() } = run;
  const facts = askFacts(run);
  const possible = secretsOfAll(possibleJobs(job));
  const sure = await resolveGiven(job, possible.inEach, resolve);
  const generated = possible.all.filter(isGenerated);
  const memories = memoriesOf(job);
  const working = new Set(possibleJobs(job).flatMap((one) => workOn(one).map(({ name }) => name)));
  const names = [...new Set([...working, ...[...generated, ...memories].map(({ host }) => host)])];
  const { done, failed } = await fleet.each({ phase: 'facts', hosts: names }, async (connection, host) => {
    const all = queryAll<Answers>({
      facts,
      held: askHeld(generated.filter((want) => want.host === host)),
      remembered: askRemembered(memories.filter((memory) => memory.host === host)),
      exposed: query({ run: askOwnExposed }, ({ stdout }) => stdout),
      lock: askLock,
      undoneIn: askUndoneIn,
    });
    const answers = await onceUndone(host, () => askHost(connection, all), report);
    refuseExposed(host, answers.exposed);
    return answers;
  });
  const known = new Map([...done].map(([host, answer]) => [host, answer.facts]));
  const chosen = await decide(run, known);
  const wanted = chosen === job ? possible.all : wantedBy(chosen, possible.all);
  const given = new Map([
    ...sure,
    ...(await resolveGiven(
      job,
      wanted.filter((want) => !sure.has(want)),
      resolve,
    )),
  ]);
  const held = [...done.values()].flatMap((answer) => answer.held);
  const { tokens, made, warnings } = settle(wanted.filter(isGenerated), held, { secrets, renew });
  for (const message of warnings) report({ type: 'warning', message });
  const isKnown = made.size === 0;
  const missed = [...failed.values()].filter(({ host }) => isKnown && !working.has(host));
  for (const { host, message } of missed)
    report({ type: 'warning', message: `${host} (not part of this run) does not answer: ${message}` });
  for (const token of [...given.values(), ...tokens.values()]) secrets.register(token);
  return {
    facts: known,
    job: chosen,
    failed: new Map([...failed].filter(([host]) => !missed.some((failure) => failure.host === host))),
    recalled: (role) =>
      new Map(
        [...done].flatMap(([host, { remembered }]) => {
          const memory = remembered.get(role);
          return memory === undefined ? [] : [[host, secrets.redactDeferredDigests(memory)] as const];
        }),
      ),
    locks: new Map([...done].flatMap(([host, { lock }]) => (lock === undefined ? [] : [[host, lock] as const]))),
    secrets: (host, role) =>
      Object.fromEntries(
        wanted
          .filter((want) => want.host === host && want.role === role)
          .map((want) => [want.name, given.get(want) ?? tokens.get(secretName(want)) ?? '']),
      ),
  };
}
