import { randomBytes } from 'node:crypto';
import type { WantedSecret } from '../../core/job.ts';
import { mapQuery, type Query, query, queryAll, queryEach } from '../../core/query.ts';
import type { SecretSource } from '../../core/role.ts';
import type { Secrets } from '../../core/secrets.ts';
import { type Sh, sh } from '../../core/sh.ts';

/** A secret that is made once and kept on the hosts only. */
export type WantedGenerated = WantedSecret & { readonly source: Extract<SecretSource, { generate: true }> };

export const isGenerated = (want: WantedSecret): want is WantedGenerated => 'generate' in want.source;

/** What a secret is called in its token. */
export const secretName = ({ role, name }: WantedSecret): string => (role === name ? name : `${role} ${name}`);

/** What a host holds of a generated secret, as tokens; empty = nothing. */
interface Tokens {
  readonly begun: string;
  readonly current: string;
}

export interface HeldSecret extends Tokens {
  readonly want: WantedGenerated;
}

/** Asks a host for its generated secrets. */
export const askHeld = (wants: readonly WantedGenerated[]): Query<readonly HeldSecret[]> =>
  queryEach(
    wants.map((want) => {
      const { begun = sh`:`, recover } = want.source;
      const token = (run: Sh): Query<string> => query({ run, seal: secretName(want) }, ({ stdout }) => stdout);
      return mapQuery(queryAll<Tokens>({ begun: token(begun), current: token(recover) }), (tokens) => ({
        want,
        ...tokens,
      }));
    }),
  );

interface Settled {
  /** By name. */
  readonly tokens: ReadonlyMap<string, string>;
  /** The names of those that no host has. */
  readonly made: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

/**
 * The token of every generated secret, by name. A change that has begun somewhere is gone through
 * with; otherwise what some host has is what all shall have, unless a new one is asked for.
 */
export function settle(
  wants: readonly WantedGenerated[],
  held: readonly HeldSecret[],
  { secrets, renew }: { readonly secrets: Secrets; readonly renew: ReadonlySet<string> },
): Settled {
  const made = new Set<string>();
  const warnings: string[] = [];
  const tokens = new Map<string, string>();
  for (const [name, role] of new Map(wants.map((want) => [secretName(want), want.role]))) {
    const mine = held.filter(({ want }) => secretName(want) === name);
    const begun = mine.find((one) => one.begun !== '')?.begun;
    const holders = mine.filter((one) => one.current !== '');
    const [first] = holders;
    const others = holders.filter(({ current }) => current !== first?.current).map(({ want }) => want.host);
    if (begun === undefined && others.length > 0)
      warnings.push(
        `the ${name} on ${others.join(', ')} differs from the one on ${first?.want.host}; all get that of ${first?.want.host}`,
      );
    const known = begun ?? (renew.has(role) ? undefined : first?.current);
    if (known === undefined) made.add(name);
    tokens.set(name, known ?? secrets.sealNew(name, randomBytes(32).toString('hex')));
  }
  return { tokens, made, warnings };
}
