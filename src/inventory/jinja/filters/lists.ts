import { argumentsOf, defined, textArgument } from '../arguments.ts';
import { asKey, equal, itemsOf, order, textOf, truthy } from '../compare.ts';
import { refuse } from '../failure.ts';
import { isList, isMapping, isTuple, type Tuple, typeName, type Value } from '../value.ts';
import { foldCase, getter } from './attributes.ts';
import type { Filter } from './filter.ts';

const isHashable = (value: Value): boolean => !isList(value) && !isMapping(value);

/** Each of equal items once, the first of them. */
function distinct(items: readonly Value[], key: (value: Value) => Value): readonly Value[] {
  const found: { readonly key: Value; readonly value: Value }[] = [];
  const seen = new Set<unknown>();
  for (const value of items) {
    const one = defined(key(value));
    const simple = textOf(one) ?? (typeof one === 'bigint' ? one : undefined);
    if (simple !== undefined ? seen.has(simple) : found.some((other) => equal(other.key, one))) continue;
    if (simple !== undefined) seen.add(simple);
    found.push({ key: one, value });
  }
  return found.map(({ value }) => value);
}

/** As Ansible does it: without regard to capitals, unless it is told otherwise, or the items cannot be hashed. */
const unique: Filter = (value, given) => {
  const { case_sensitive: sensitive = null, attribute } = argumentsOf(given, ['case_sensitive', 'attribute']);
  const items = itemsOf(value);
  const of = getter(attribute);
  if (items.every((one) => isHashable(of(one))))
    return distinct(items, truthy(sensitive) ? of : (one) => foldCase(of(one)));
  if (sensitive === false || attribute !== undefined) return refuse('unique of lists or mappings with these arguments');
  return distinct(items, (one) => one);
};

const together =
  (make: (a: readonly Value[], b: readonly Value[]) => readonly Value[]): Filter =>
  (value, given) => {
    const { other = null } = argumentsOf(given, ['other']);
    if (!isList(value) || !isList(other))
      return refuse(`a set of ${typeName(value)} and ${typeName(other)}; two lists are expected`);
    return distinct(make(value, other), (one) => one);
  };

const within = (items: readonly Value[], one: Value): boolean => items.some((other) => equal(other, one));

/** One after another of several keys. */
const sortKey = (attribute: Value | undefined, sensitive: boolean): ((value: Value) => Tuple) => {
  const text = attribute === undefined ? undefined : textOf(attribute);
  const getters = (text === undefined ? [attribute] : text.split(',')).map((one) => getter(one));
  return (value) => ({ tuple: getters.map((get) => (sensitive ? get(value) : foldCase(get(value)))) });
};

const sorted = (items: readonly Value[], key: (value: Value) => Value, reverse: boolean): readonly Value[] => {
  const keyed = items.map((value) => ({ value, key: key(value) }));
  return keyed.toSorted((a, b) => (reverse ? order(b.key, a.key) : order(a.key, b.key))).map(({ value }) => value);
};

const extreme =
  (sign: 1 | -1): Filter =>
  (value, given) => {
    const { case_sensitive: sensitive = false, attribute } = argumentsOf(given, ['case_sensitive', 'attribute']);
    const of = getter(attribute);
    const key = (one: Value): Value => (truthy(sensitive) ? of(one) : foldCase(of(one)));
    const [first, ...rest] = itemsOf(value);
    if (first === undefined) return { undefined: 'No aggregated item, sequence was empty.' };
    return rest.reduce((best, one) => (order(key(one), key(best)) * sign > 0 ? one : best), first);
  };

/** Compare the items of lists. */
export const LISTS: Readonly<Record<string, Filter>> = {
  unique,
  union: together((a, b) => [...a, ...b]),
  intersect: together((a, b) => a.filter((one) => within(b, one))),
  difference: together((a, b) => a.filter((one) => !within(b, one))),
  symmetric_difference: together((a, b) => [...a, ...b].filter((one) => within(a, one) !== within(b, one))),
  min: extreme(-1),
  max: extreme(1),
  sort(value, given) {
    const names = ['reverse', 'case_sensitive', 'attribute'];
    const { reverse = false, case_sensitive: sensitive = false, attribute } = argumentsOf(given, names);
    return sorted(itemsOf(value), sortKey(attribute, truthy(sensitive)), truthy(reverse));
  },
  groupby(value, given) {
    const { attribute } = argumentsOf(given, ['attribute']);
    if (attribute === undefined) return refuse('groupby without an attribute');
    const of = getter(attribute);
    const key = (one: Value): Value => foldCase(defined(of(one)));
    const groups: { readonly key: Value; readonly of: Value; readonly items: Value[] }[] = [];
    for (const one of sorted(itemsOf(value), key, false)) {
      const last = groups.at(-1);
      if (last !== undefined && equal(last.key, key(one))) last.items.push(one);
      else groups.push({ key: key(one), of: of(one), items: [one] });
    }
    return groups.map((group) => ({ tuple: [group.of, group.items] }));
  },
  dictsort(value, given) {
    const names = ['case_sensitive', 'by', 'reverse'];
    const { case_sensitive: sensitive = false, by, reverse = false } = argumentsOf(given, names);
    if (!isMapping(value)) return refuse(`dictsort of ${typeName(value)}`);
    const part = textArgument(by, 'key');
    if (part !== 'key' && part !== 'value') return refuse(`dictsort by ${JSON.stringify(part)}`);
    const key = (pair: Value): Value => {
      const [name = null, item = null] = isTuple(pair) ? pair.tuple : [];
      const chosen = part === 'key' ? name : item;
      return truthy(sensitive) ? chosen : foldCase(chosen);
    };
    const pairs = [...value].map(([name, item]) => ({ tuple: [asKey(name), item] }));
    return sorted(pairs, key, truthy(reverse));
  },
};
