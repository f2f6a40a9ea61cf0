import { equal } from '../compare.ts';
import { refuse } from '../failure.ts';
import { isList, isMapping, type Mapping, type Value } from '../value.ts';

/** How `combine` goes about values that both mappings have. */
export interface Merging {
  readonly recursive: boolean;
  /** What becomes of two lists. */
  readonly lists: string;
}

const LISTS: Readonly<Record<string, (x: readonly Value[], y: readonly Value[]) => readonly Value[]>> = {
  replace: (_, y) => y,
  keep: (x) => x,
  append: (x, y) => [...x, ...y],
  prepend: (x, y) => [...y, ...x],
  append_rp: (x, y) => [...x.filter((one) => !y.some((other) => equal(one, other))), ...y],
  prepend_rp: (x, y) => [...y, ...x.filter((one) => !y.some((other) => equal(one, other)))],
};

/** Mappings over one another, later over earlier (ansible/utils/vars.py `merge_hash`). */
export const mergeAll = (all: readonly Mapping[], merging: Merging): Mapping =>
  all.reduce((x, y) => merge(x, y, merging), new Map());

function merge(x: Mapping, y: Mapping, merging: Merging): Mapping {
  const lists = LISTS[merging.lists] ?? refuse(`list_merge=${JSON.stringify(merging.lists)}`);
  const merged: Mapping = new Map(x);
  for (const [key, value] of y) {
    const known = x.get(key);
    if (known !== undefined && isMapping(known) && isMapping(value) && merging.recursive)
      merged.set(key, merge(known, value, merging));
    else if (known !== undefined && isList(known) && isList(value)) merged.set(key, lists(known, value));
    else merged.set(key, value);
  }
  return merged;
}
