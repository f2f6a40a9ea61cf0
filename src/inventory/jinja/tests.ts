import { pythonRegex } from '../python/regex.ts';
import { argumentsOf, defined, textArgument } from './arguments.ts';
import { contains, equal, itemsOf, textOf, truthy } from './compare.ts';
import { refuse } from './failure.ts';
import { compare, openText, operate } from './operators.ts';
import { toText } from './python-text.ts';
import type { Given, Scope } from './scope.ts';
import { isList, isMapping, isTuple, isUndefined, isView, typeName, type Value } from './value.ts';
import { compareVersions } from './versions.ts';

type Test = (value: Value, given: Given) => boolean;

const isNumber = (value: Value): boolean => ['bigint', 'number', 'boolean'].includes(typeof value);

const matching =
  (begins: boolean): Test =>
  (value, given) => {
    const {
      pattern,
      ignorecase = false,
      multiline = false,
    } = argumentsOf(given, ['pattern', 'ignorecase', 'multiline']);
    const text = openText(toText(value));
    const read = pythonRegex(textArgument(pattern, ''), {
      ignoreCase: truthy(ignorecase),
      multiline: truthy(multiline),
    });
    if ('wrong' in read)
      return refuse(`the regular expression ${JSON.stringify(textArgument(pattern, ''))}: ${read.wrong}`);
    return new RegExp(begins ? `(?<![^])(?:${read.source})` : read.source, read.flags).test(text);
  };

const comparing =
  (sign: string): Test =>
  (value, given) =>
    compare(sign, value, argumentsOf(given, ['other'])['other'] ?? refuse('a test without its other side'));

const remainder = (value: Value, by: bigint): Value => operate('%', value, by);

const alone =
  (test: (value: Value) => boolean): Test =>
  (value, given) => {
    argumentsOf(given, []);
    return test(value);
  };

/** All letters are of one case, and there are some. */
const hasCase = (value: Value, other: RegExp, own: RegExp): boolean => {
  const text = openText(toText(value));
  return own.test(text) && !other.test(text);
};

const subset: (reversed: boolean) => Test = (reversed) => (value, given) => {
  const { other = null } = argumentsOf(given, ['other']);
  const [inner, outer] = reversed ? [other, value] : [value, other];
  const all = itemsOf(outer);
  return itemsOf(inner).every((one) => all.some((item) => equal(one, item)));
};

const TESTS: Readonly<Record<string, Test>> = {
  defined: alone((value) => !isUndefined(value)),
  undefined: alone(isUndefined),
  none: alone((value) => value === null),
  boolean: alone((value) => typeof value === 'boolean'),
  true: alone((value) => value === true),
  false: alone((value) => value === false),
  integer: alone((value) => typeof value === 'bigint'),
  float: alone((value) => typeof value === 'number'),
  number: alone(isNumber),
  string: alone((value) => textOf(value) !== undefined),
  mapping: alone(isMapping),
  sequence: alone(
    (value) =>
      textOf(value) !== undefined ||
      isList(value) ||
      isMapping(value) ||
      isTuple(value) ||
      (isView(value) && value.indexed),
  ),
  iterable: alone((value) => {
    defined(value);
    return textOf(value) !== undefined || isList(value) || isMapping(value) || isTuple(value) || isView(value);
  }),
  lower: alone((value) => hasCase(value, /[\p{Lu}\p{Lt}]/u, /\p{Ll}/u)),
  upper: alone((value) => hasCase(value, /[\p{Ll}\p{Lt}]/u, /\p{Lu}/u)),
  odd: alone((value) => equal(remainder(value, 2n), 1n)),
  even: alone((value) => equal(remainder(value, 2n), 0n)),
  divisibleby: (value, given) => equal(operate('%', value, argumentsOf(given, ['num'])['num'] ?? null), 0n),
  in: (value, given) => contains(argumentsOf(given, ['seq'])['seq'] ?? null, value),
  contains: (value, given) => contains(value, argumentsOf(given, ['value'])['value'] ?? null),
  match: matching(true),
  search: matching(false),
  regex: matching(false),
  version: compareVersions,
  version_compare: compareVersions,
  any: alone((value) => itemsOf(value).some(truthy)),
  all: alone((value) => itemsOf(value).every(truthy)),
  truthy: alone(truthy),
  falsy: alone((value) => !truthy(value)),
  subset: subset(false),
  issubset: subset(false),
  superset: subset(true),
  issuperset: subset(true),
  sameas: (value, given) => {
    const { other = null } = argumentsOf(given, ['other']);
    if (typeof other === 'boolean' || other === null) return value === other;
    return refuse(`sameas ${typeName(other)}`);
  },
};

const SIGNS: Readonly<Record<string, string>> = {
  eq: '==',
  equalto: '==',
  ne: '!=',
  gt: '>',
  greaterthan: '>',
  ge: '>=',
  lt: '<',
  lessthan: '<',
  le: '<=',
};

/** Ansible's own tests, which may be named in full; those of Jinja may not. */
const OF_ANSIBLE =
  /^(?:match|search|regex|version|version_compare|any|all|truthy|falsy|contains|(?:is)?su(?:b|per)set)$/;

/** Whether a value passes a test of that name. A secret is only asked whether it is there, and what it is. */
export function applyTest(name: string, value: Value, given: Given, scope: Scope): boolean {
  const bare = name.replace(/^ansible\.builtin\./, '');
  const sign = SIGNS[name] ?? (/^[=!<>]=?$/.test(name) ? name : undefined);
  if (sign !== undefined) return comparing(sign)(value, given);
  const test = Object.hasOwn(TESTS, bare) && (bare === name || OF_ANSIBLE.test(bare)) ? TESTS[bare] : undefined;
  if (test === undefined) return refuse(`the test "${name}" is not followed`);
  const text = textOf(value);
  if ((bare === 'truthy' || bare === 'falsy') && text !== undefined && given.positional.length + given.named.size === 0)
    return (scope.reveal(text) !== '') === (bare === 'truthy');
  return test(value, given);
}
