import type { Variables } from './groups.ts';
import type { Written, WrittenEntry } from './yaml/written.ts';

/** What becomes of a variable that is set twice: `hash_behaviour` of ansible.cfg. */
export type HashBehaviour = 'replace' | 'merge';

/** Variables of several places, later ones over earlier ones. */
export type Combine = (...layers: readonly Variables[]) => Variables;

/** With `replace` a variable is replaced as a whole; with `merge` mappings are merged, at every depth. */
export const combiner = (behaviour: HashBehaviour): Combine =>
  behaviour === 'merge'
    ? (...layers) => layers.reduce(mergeEntries, new Map())
    : (...layers) => new Map(layers.flatMap((layer) => [...layer]));

const mergeEntries = (before: Variables, later: Variables): Variables => {
  const merged = new Map(before);
  for (const [name, entry] of later) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? entry : mergeEntry(known, entry));
  }
  return merged;
};

/** Where a merged mapping stands is where the later one does; each of its values stands where it was written. */
function mergeEntry(before: WrittenEntry, later: WrittenEntry): WrittenEntry {
  if (before.content.entries === undefined || later.content.entries === undefined) return later;
  const entries = mergeEntries(before.content.entries, later.content.entries);
  const value = Object.fromEntries([...entries].map(([name, { content }]) => [name, content.value]));
  const content: Written = { at: later.content.at, value, entries };
  return { key: later.key, content };
}
