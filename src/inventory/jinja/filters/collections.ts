import { item } from '../access.ts';
import { argumentsOf, defined, integerArgument, textArgument } from '../arguments.ts';
import { asKey, itemsOf, textOf, truthy } from '../compare.ts';
import { refuse } from '../failure.ts';
import { openText } from '../operators.ts';
import { toText } from '../python-text.ts';
import { isList, isMapping, isTuple, isView, type Mapping, typeName, type Value } from '../value.ts';
import { getter } from './attributes.ts';
import type { Filter } from './filter.ts';
import { mergeAll } from './merge-mappings.ts';

const mapping = (value: Value, filter: string): Mapping =>
  isMapping(value) ? value : refuse(`${filter} of ${typeName(value)}, where a mapping is expected`);

const length: Filter = (value, given) => {
  argumentsOf(given, []);
  const text = textOf(value);
  if (text !== undefined) return BigInt([...openText(text)].length);
  if (isMapping(value)) return BigInt(value.size);
  if (isList(value) || isTuple(value) || isView(value)) return BigInt(itemsOf(value).length);
  return refuse(`the length of ${typeName(value)}`);
};

/** Items of a list or of a mapping; characters of a text, which no secret has. */
const openItems = (value: Value): readonly Value[] => {
  openText(textOf(value) ?? '');
  return itemsOf(value);
};

export function flatten(items: readonly Value[], levels: number | undefined, skipNulls: boolean): readonly Value[] {
  return items.flatMap((one): readonly Value[] => {
    defined(one);
    const text = textOf(one);
    if (skipNulls && (one === null || text === 'None' || text === 'null')) return [];
    if (!isList(one) && !isTuple(one)) return [one];
    if (levels !== undefined && levels < 1) return [one];
    return flatten(itemsOf(one), levels === undefined ? undefined : levels - 1, skipNulls);
  });
}

/** Put values together and take them apart, as they are. */
export const COLLECTIONS: Readonly<Record<string, Filter>> = {
  length,
  count: length,
  first(value, given) {
    argumentsOf(given, []);
    return openItems(value)[0] ?? { undefined: 'No first item, sequence was empty.' };
  },
  last(value, given) {
    argumentsOf(given, []);
    return openItems(value).at(-1) ?? { undefined: 'No last item, sequence was empty.' };
  },
  list(value, given) {
    argumentsOf(given, []);
    return [...openItems(value)];
  },
  items(value, given) {
    argumentsOf(given, []);
    return [...mapping(value, 'items')].map((pair) => ({ tuple: pair }));
  },
  join(value, given) {
    const { d = '', attribute } = argumentsOf(given, ['d', 'attribute']);
    const all = openItems(value).map(getter(attribute));
    return all.map((one) => toText(defined(one))).join(toText(defined(d)));
  },
  reverse(value, given) {
    argumentsOf(given, []);
    const text = textOf(value);
    if (text !== undefined) return [...openText(text)].toReversed().join('');
    return itemsOf(value).toReversed();
  },
  flatten(value, given) {
    const { levels = null, skip_nulls: skip = true } = argumentsOf(given, ['levels', 'skip_nulls']);
    return flatten(openItems(value), levels === null ? undefined : integerArgument(levels, 0), truthy(skip));
  },
  dict2items(value, given) {
    const { key_name: key, value_name: name } = argumentsOf(given, ['key_name', 'value_name']);
    const names = [textArgument(key, 'key'), textArgument(name, 'value')] as const;
    return [...mapping(value, 'dict2items')].map(
      ([k, v]) =>
        new Map<string, Value>([
          [names[0], k],
          [names[1], v],
        ]),
    );
  },
  items2dict(value, given) {
    const { key_name: key, value_name: name } = argumentsOf(given, ['key_name', 'value_name']);
    if (!isList(value) && !isTuple(value)) return refuse(`items2dict of ${typeName(value)}`);
    const part = (one: Value, wanted: string): Value => {
      const found = isMapping(one) ? one.get(wanted) : undefined;
      return found ?? refuse(`items2dict of something without ${JSON.stringify(wanted)}`);
    };
    const [keyName, valueName] = [textArgument(key, 'key'), textArgument(name, 'value')];
    return new Map(itemsOf(value).map((one) => [asKey(part(one, keyName)), part(one, valueName)]));
  },
  combine(value, { positional, named }) {
    const { recursive = false, list_merge: lists = 'replace' } = argumentsOf({ positional: [], named }, [
      'recursive',
      'list_merge',
    ]);
    const terms = flatten([value, ...positional], 1, true).map((one) => mapping(one, 'combine'));
    return mergeAll(terms, { recursive: truthy(recursive), lists: textArgument(lists, 'replace') });
  },
  extract(value, given) {
    const { container, morekeys: more } = argumentsOf(given, ['container', 'morekeys']);
    if (container === undefined) return refuse('extract without a container');
    const keys = more === undefined || more === null ? [] : isList(more) ? more : [more];
    return [value, ...keys].reduce<Value>((around, key) => item(around, key), container);
  },
  zip(value, { positional, named }) {
    argumentsOf({ positional: [], named }, []);
    const all = [value, ...positional].map(openItems);
    const shortest = Math.min(...all.map((items) => items.length));
    return Array.from({ length: shortest }, (_, i) => ({ tuple: all.map((items) => items[i] ?? null) }));
  },
};
