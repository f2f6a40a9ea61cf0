import { InputError, type Problem } from '../../core/errors.ts';
import type { WantedSecret } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import { distinct } from '../../core/refusals.ts';
import type { SecretSource } from '../../core/role.ts';
import { pathOfSource } from '../../core/where-secret.ts';
import { secretName } from './generated.ts';

type GivenSource = Exclude<SecretSource, { generate: true }>;

/** Reads a secret that the controller has, and returns its token. */
export type ResolveSecret = (name: string, source: GivenSource) => Promise<string>;

/**
 * Reads every secret that the controller has. Returns their tokens.
 * @throws InputError with all that cannot be had, each at its place in the inventory
 */
export async function resolveGiven(
  job: Job,
  wanted: readonly WantedSecret[],
  resolve: ResolveSecret,
): Promise<ReadonlyMap<WantedSecret, string>> {
  const given = new Map<WantedSecret, string>();
  const problems: Problem[] = [];
  for (const want of wanted) {
    const { source } = want;
    if ('generate' in source) continue;
    try {
      given.set(want, await resolve(secretName(want), source));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const host = job.hosts.find(({ name }) => name === want.host);
      const at = host?.at(pathOfSource(host.vars, source) ?? []);
      problems.push(...error.problems.map((problem) => (at === undefined ? problem : { at, ...problem })));
    }
  }
  if (problems.length > 0) throw new InputError(distinct(problems));
  return given;
}
