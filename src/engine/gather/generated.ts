import { randomBytes } from 'node:crypto';
import type { Ask } from '../../core/connection.ts';
import type { WantedSecret } from '../../core/job.ts';
import type { SecretSource } from '../../core/role.ts';
import type { Secrets } from '../../core/secrets.ts';
import { sh } from '../../core/sh.ts';

/** A secret that is made once and kept on the hosts only. */
export type WantedGenerated = WantedSecret & { readonly source: Extract<SecretSource, { generate: true }> };

export const isGenerated = (want: WantedSecret): want is WantedGenerated => 'generate' in want.source;

/** What a secret is called in its token. */
export const secretName = ({ role, name }: WantedSecret): string => (role === name ? name : `${role} ${name}`);

/** What a host holds of a generated secret, as tokens; empty = nothing. */
export interface Held {
  readonly want: WantedGenerated;
  readonly begun: string;
  readonly current: string;
}

/** Asks a host for its generated secrets, two questions each; see {@link readHeld}. */
export const askHeld = (wants: readonly WantedGenerated[]): readonly Ask[] =>
  wants.flatMap((want) =>
    [want.source.begun ?? sh`:`, want.source.recover].map((run) => ({ run, seal: secretName(want) })),
  );

/** Reads the answers to {@link askHeld}. */
export const readHeld = (wants: readonly WantedGenerated[], said: readonly string[]): readonly Held[] =>
  wants.map((want, i) => ({ want, begun: said[2 * i] ?? '', current: said[2 * i + 1] ?? '' }));

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
  held: readonly Held[],
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
        `the ${name} of ${others.join(', ')} is another than that of ${first?.want.host}, which all are to have`,
      );
    const known = begun ?? (renew.has(role) ? undefined : first?.current);
    if (known === undefined) made.add(name);
    tokens.set(name, known ?? secrets.sealNew(name, randomBytes(32).toString('hex')));
  }
  return { tokens, made, warnings };
}
