import { argumentsOf, integerArgument, textArgument } from './arguments.ts';
import { asKey, equal, itemsOf, textOf } from './compare.ts';
import { refuse } from './failure.ts';
import { openText } from './operators.ts';
import type { Given } from './scope.ts';
import { capitalize, lower, replaceText, splitLines, splitText, strip, title, upper } from './text.ts';
import { isLazy, isList, isMapping, isTuple, type Mapping, typeName, type Value } from './value.ts';

type Method<T> = (of: T, given: Given) => Value;

const characters = (given: Given): string | undefined => {
  const { chars } = argumentsOf(given, ['chars']);
  return chars === undefined || chars === null ? undefined : textArgument(chars, '');
};

/** A beginning or an end: one text, or a tuple of them. */
const anyOf = (given: Given, fits: (text: string) => boolean): boolean => {
  const { affix = null } = argumentsOf(given, ['affix']);
  return isTuple(affix) ? affix.tuple.some((one) => fits(textArgument(one, ''))) : fits(textArgument(affix, ''));
};

const plain =
  (make: (text: string) => Value): Method<string> =>
  (text, given) => {
    argumentsOf(given, []);
    return make(text);
  };

const split =
  (direction: 'left' | 'right'): Method<string> =>
  (text, given) => {
    const { sep, maxsplit } = argumentsOf(given, ['sep', 'maxsplit']);
    const at = sep === undefined || sep === null ? undefined : textArgument(sep, '');
    return splitText(text, at, { most: integerArgument(maxsplit, -1), direction });
  };

const OF_TEXT: Readonly<Record<string, Method<string>>> = {
  lower: plain(lower),
  upper: plain(upper),
  title: plain((text) => title(text)),
  capitalize: plain(capitalize),
  splitlines: plain(splitLines),
  isdigit: plain((text) => /^\p{Nd}+$/u.test(text)),
  strip: (text, given) => strip(text, characters(given)),
  lstrip: (text, given) => strip(text, characters(given), 'left'),
  rstrip: (text, given) => strip(text, characters(given), 'right'),
  split: split('left'),
  rsplit: split('right'),
  startswith: (text, given) => anyOf(given, (affix) => text.startsWith(affix)),
  endswith: (text, given) => anyOf(given, (affix) => text.endsWith(affix)),
  replace: (text, given) => {
    const { old, new: to, count } = argumentsOf(given, ['old', 'new', 'count']);
    return replaceText(text, {
      from: textArgument(old, ''),
      to: textArgument(to, ''),
      most: integerArgument(count, -1),
    });
  },
  join: (text, given) => {
    const { items = null } = argumentsOf(given, ['items']);
    return itemsOf(items)
      .map((one) => textOf(one) ?? refuse(`${typeName(one)} in a join of texts`))
      .join(text);
  },
  find: (text, given) => {
    const { sub } = argumentsOf(given, ['sub']);
    const at = text.indexOf(textArgument(sub, ''));
    return BigInt(at < 0 ? at : [...text.slice(0, at)].length);
  },
  count: (text, given) => {
    const { sub } = argumentsOf(given, ['sub']);
    const piece = textArgument(sub, '');
    return piece === '' ? refuse('a count of an empty text') : BigInt(text.split(piece).length - 1);
  },
  zfill: (text, given) => {
    const { width } = argumentsOf(given, ['width']);
    const lacking = integerArgument(width, 0) - [...text].length;
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + '0'.repeat(Math.max(lacking, 0)) + text.slice(sign.length);
  },
};

const OF_MAPPING: Readonly<Record<string, Method<Mapping>>> = {
  keys: (of, given) => ({ ...argumentsOf(given, []), view: [...of.keys()], indexed: false }),
  values: (of, given) => ({ ...argumentsOf(given, []), view: [...of.values()], indexed: false }),
  items: (of, given) => ({ ...argumentsOf(given, []), view: [...of].map((pair) => ({ tuple: pair })), indexed: false }),
  get: (of, given) => {
    const { key = null, default: otherwise = null } = argumentsOf(given, ['key', 'default']);
    return of.get(asKey(key)) ?? otherwise;
  },
};

const OF_LIST: Readonly<Record<string, Method<readonly Value[]>>> = {
  index: (of, given) => {
    const { value = null } = argumentsOf(given, ['value']);
    const at = of.findIndex((one) => equal(one, value));
    return at < 0 ? refuse('an item that the list does not have') : BigInt(at);
  },
  count: (of, given) => {
    const { value = null } = argumentsOf(given, ['value']);
    return BigInt(of.filter((one) => equal(one, value)).length);
  },
};

const lookUp = <T>(methods: Readonly<Record<string, Method<T>>>, name: string): Method<T> | undefined =>
  Object.hasOwn(methods, name) ? methods[name] : undefined;

/** Calls a method of a text, a mapping or a list; undefined where the value has no method of that name. */
export function callMethod(of: Value, name: string, given: Given): Value | undefined {
  const text = textOf(of);
  if (text !== undefined) return lookUp(OF_TEXT, name)?.(openText(text), given);
  if (isMapping(of)) return lookUp(OF_MAPPING, name)?.(of, given);
  if (isLazy(of) && name === 'get') {
    const { key = null, default: otherwise = null } = argumentsOf(given, ['key', 'default']);
    return of.item(textArgument(key, '')) ?? otherwise;
  }
  return isList(of) ? lookUp(OF_LIST, name)?.(of, given) : undefined;
}
