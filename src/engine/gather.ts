import { randomBytes } from 'node:crypto';
import type { Ask } from '../core/connection.ts';
import type { HostFailure } from '../core/errors.ts';
import type { Facts } from '../core/facts.ts';
import { type Job, type WantedSecret, wantedSecrets, workOn } from '../core/job.ts';
import type { SecretSource } from '../core/role.ts';
import type { Secrets } from '../core/secrets.ts';
import { factAsks, parseFacts } from '../platform/facts/ask.ts';
import type { Fleet } from './fleet.ts';
import { onceUndone } from './guard/once-undone.ts';
import { showGuard } from './guard/shell.ts';
import { type HeldLock, parseLock } from './lock/holder.ts';
import { showLock } from './lock/shell.ts';
import type { Watch } from './session.ts';

/** What the hosts are, and the tokens of all secrets, by host and role. */
export interface Gathered {
  readonly facts: ReadonlyMap<string, Facts>;
  readonly secrets: (host: string, role: string) => Readonly<Record<string, string>>;
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** Which hosts are locked, by whatever run. */
  readonly locks: ReadonlyMap<string, HeldLock>;
}

type Generated = Extract<SecretSource, { generate: true }>;
type GivenSource = Exclude<SecretSource, Generated>;

/** Reads a secret that the controller has, and returns its token. */
export type ResolveSecret = (name: string, source: GivenSource) => Promise<string>;

/**
 * Asks every host, in one exchange, what it is and which generated secrets it already holds. A host outside the
 * run's limit is asked too when it may hold a secret that the others must share. One that is about to undo a change that
 * nobody has confirmed is asked again once it has.
 */
export async function gather(
  job: Job,
  {
    fleet,
    secrets,
    resolve,
    report,
  }: Pick<Watch, 'report'> & { readonly fleet: Fleet; readonly secrets: Secrets; readonly resolve: ResolveSecret },
): Promise<Gathered> {
  const wanted = wantedSecrets(job);
  const given = new Map<WantedSecret, string>();
  for (const want of wanted)
    if (!('generate' in want.source)) given.set(want, await resolve(secretName(want), want.source));
  const generated = wanted.filter(isGenerated);
  const names = [...new Set([...workOn(job).map(({ name }) => name), ...generated.map(({ host }) => host)])];
  const { done, failed } = await fleet.each({ phase: 'facts', hosts: names }, async (connection, host) => {
    const mine = generated.filter((want) => want.host === host);
    const recover: readonly Ask[] = mine.map((want) => ({ run: want.source.recover, seal: secretName(want) }));
    const ask = () => connection.ask([...factAsks, ...recover, { run: showLock }, { run: showGuard }]);
    const answers = await onceUndone(host, ask, report);
    const held = mine.map((want, i) => [want, answers[factAsks.length + i]?.stdout ?? ''] as const);
    const lock = parseLock(answers.at(-2)?.stdout ?? '');
    return { facts: parseFacts(answers.slice(0, factAsks.length)), held, lock };
  });
  const held = new Map([...done.values()].flatMap((answer) => answer.held));
  const tokens = new Map<string, string>();
  for (const key of new Set(generated.map(secretName))) {
    const holders = generated.flatMap((want) => {
      const found = secretName(want) === key ? (held.get(want) ?? '') : '';
      return found === '' ? [] : [{ host: want.host, found }];
    });
    tokens.set(key, holders[0]?.found ?? secrets.sealNew(key, randomBytes(32).toString('hex')));
    const others = holders.filter(({ found }) => found !== holders[0]?.found).map(({ host }) => host);
    if (others.length > 0)
      report({
        type: 'warning',
        message: `the ${key} of ${others.join(', ')} is another than that of ${holders[0]?.host}, which all are to have`,
      });
  }
  return {
    facts: new Map([...done].map(([host, answer]) => [host, answer.facts])),
    failed,
    locks: new Map([...done].flatMap(([host, { lock }]) => (lock === undefined ? [] : [[host, lock] as const]))),
    secrets: (host, role) =>
      Object.fromEntries(
        wanted
          .filter((want) => want.host === host && want.role === role)
          .map((want) => [want.name, given.get(want) ?? tokens.get(secretName(want)) ?? '']),
      ),
  };
}

const secretName = ({ role, name }: WantedSecret): string => (role === name ? name : `${role} ${name}`);

const isGenerated = (want: WantedSecret): want is WantedSecret & { readonly source: Generated } =>
  'generate' in want.source;
