import type { Check } from '../../core/check.ts';
import type { Composition } from '../../core/compose.ts';

/** Where a roll-out has come to. */
interface Stage {
  /** The number of the play, from 0. */
  readonly play: number;
  /** Whether any host has steps in a play, by its number. */
  readonly hasWork: (play: number) => boolean;
  /** Whether the checks of a play are asked at the end of the run only, by its number. */
  readonly isProvenLast: (play: number) => boolean;
}

/**
 * What has to be right of hosts of a play once they were changed, before others of it are: the checks of the play itself,
 * of plays before it, and of those after it in which nobody has anything to do. What a later play is yet to bring
 * about is not asked for, whoever else asks the same.
 */
export function checksBetween(
  { desired }: Pick<Composition, 'desired'>,
  hosts: readonly string[],
  { play, hasWork, isProvenLast }: Stage,
): readonly Check[] {
  const ofPlay = (host: string): readonly (readonly Check[])[] => desired.get(host)?.checksOf ?? [];
  const isDue = (index: number): boolean => isProvenLast(index) || (index > play && hasWork(index));
  const chosen = hosts.flatMap((host) => {
    const due = new Set(ofPlay(host).flatMap((checks, index) => (isDue(index) ? checks.map(({ name }) => name) : [])));
    return ofPlay(host).flatMap((checks, index) =>
      index === play && !isProvenLast(index) ? checks : checks.filter(({ name }) => !due.has(name)),
    );
  });
  return distinct(chosen);
}

/** What has to be right of hosts that were changed last in a play, before the next play is begun. */
export const checksOfPlay = (
  { desired }: Pick<Composition, 'desired'>,
  hosts: readonly string[],
  play: number,
): readonly Check[] => distinct(hosts.flatMap((host) => desired.get(host)?.checksOf[play] ?? []));

/** What has to be right of a play as a whole: of all its hosts and across them. */
export const wholePlay = ({ desired, across }: Composition, play: number): readonly Check[] => [
  ...checksOfPlay({ desired }, [...desired.keys()], play),
  ...(across[play] ?? []),
];

const distinct = (checks: readonly Check[]): readonly Check[] => [
  ...new Map(checks.map((check) => [check.name, check])).values(),
];
