import type { Place } from './around.ts';
import type { Play } from './play.ts';

/**
 * Which hosts of a play are changed together, and in what order. While none of `places` is active all go at once (a
 * first set-up); while one is, they go in batches of `batch` (default 1), by `order` (default: active hosts last). Pure.
 * @param hosts the names of those that have something to do
 */
export function batches(
  { batch = 1, order = activeLast }: Pick<Play, 'batch' | 'order'>,
  hosts: readonly string[],
  places: readonly Place[],
  { of }: { readonly of: number },
): readonly (readonly string[])[] {
  if (hosts.length === 0) return [];
  if (!places.some(({ active }) => active)) return [hosts];
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
