import type { Authkeys } from './state.ts';

/** A key by its number and token. */
export interface Key {
  readonly number: number;
  readonly token: string;
}

/**
 * The number that a key goes by on all directors: messages say by number which key they are signed with, so it has to
 * mean the same everywhere. A key that some have keeps its number; a new one gets one that none of them uses.
 */
export function numberOf(token: string, nodes: readonly Authkeys[]): number {
  const fits = (number: number): boolean => nodes.every(({ keys }) => (keys.get(number) ?? token) === token);
  const known = nodes.flatMap(({ keys, comes, signs }) =>
    [comes, signs, ...keys.keys()].flatMap((number) =>
      number !== undefined && keys.get(number) === token ? [number] : [],
    ),
  );
  const used = new Set(nodes.flatMap(({ keys }) => [...keys.keys()]));
  const free = Array.from({ length: used.size + 1 }, (_, i) => i + 1).filter((number) => !used.has(number));
  return known.find(fits) ?? free[0] ?? 1;
}
