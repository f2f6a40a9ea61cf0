import type { Play } from './play.ts';

/**
 * Which hosts of a play are changed together, and in what order. While none of them is active all go at once (a first
 * set-up); while one is, they go in batches of `batch` (default 1), active hosts last. Pure.
 */
export function batches(
  { batch = 1 }: Pick<Play, 'batch'>,
  hosts: readonly string[],
  active: ReadonlySet<string>,
  { of }: { readonly of: number },
): readonly (readonly string[])[] {
  if (hosts.length === 0) return [];
  if (active.size === 0) return [hosts];
  const size = Math.max(1, typeof batch === 'number' ? batch : Math.floor((Number.parseFloat(batch) / 100) * of));
  const ordered = [...hosts.filter((host) => !active.has(host)), ...hosts.filter((host) => active.has(host))];
  return Array.from({ length: Math.ceil(ordered.length / size) }, (_, i) => ordered.slice(i * size, (i + 1) * size));
}
