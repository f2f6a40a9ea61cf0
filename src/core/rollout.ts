import type { Place, Play } from './play.ts';

/**
 * Whether hosts of a play are changed with care, in batches and with gates: while one of `places` is active. Where a play does
 * not say who is, it is asked for by a `batch`.
 */
export const isCareful = ({ active, batch }: Pick<Play, 'active' | 'batch'>, places: readonly Place[]): boolean =>
  places.some((place) => place.active) || (active === undefined && batch !== undefined);

/**
 * Which hosts of a play are changed together, and in what order. Without care all go at once (a first set-up); else they
 * go in batches of `batch` (default 1), by `order` (default: active hosts last). Pure.
 * @param hosts the names of those that have something to do
 */
export function batches(
  play: Pick<Play, 'active' | 'batch' | 'order'>,
  hosts: readonly string[],
  places: readonly Place[],
  { of }: { readonly of: number },
): readonly (readonly string[])[] {
  if (hosts.length === 0) return [];
  if (!isCareful(play, places)) return [hosts];
  const { batch = 1, order = activeLast } = play;
  const size = Math.max(1, typeof batch === 'number' ? batch : Math.floor((Number.parseFloat(batch) / 100) * of));
  const ordered = order(places.filter(({ host }) => hosts.includes(host.name))).map(({ host }) => host.name);
  // Who an order forgets is not left out.
  const all = [...ordered, ...hosts.filter((host) => !ordered.includes(host))];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

const activeLast = (places: readonly Place[]): readonly Place[] => [
  ...places.filter(({ active }) => !active),
  ...places.filter(({ active }) => active),
];
