import { argumentsOf, textArgument } from './arguments.ts';
import { truthy } from './compare.ts';
import { refuse } from './failure.ts';
import { openText } from './operators.ts';
import { toText } from './python-text.ts';
import type { Given } from './scope.ts';
import type { Value } from './value.ts';

const SIGNS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const NAMES: Readonly<Record<string, string>> = {
  '=': '==',
  eq: '==',
  ne: '!=',
  '<>': '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

/** Compares versions as Python's LooseVersion did: by their numbers and words. */
export function compareVersions(value: Value, given: Given): boolean {
  const { version = null, operator } = argumentsOf(given, ['version', 'operator']);
  if (!truthy(value) || !truthy(version)) return refuse('an empty version');
  const sign = textArgument(operator, '==');
  const holds = SIGNS[NAMES[sign] ?? sign] ?? refuse(`the comparison ${JSON.stringify(sign)} of versions`);
  const [a, b] = [partsOf(value), partsOf(version)];
  for (const [i, part] of a.entries()) {
    const other = b[i];
    if (other === undefined) return holds(1);
    if (typeof part !== typeof other) return refuse('versions with a number in one and a word in the other');
    if (part !== other) return holds(part < other ? -1 : 1);
  }
  return holds(a.length - b.length);
}

function partsOf(value: Value): readonly (number | string)[] {
  const text = openText(toText(value));
  if (text === '') return refuse('an empty version');
  const parts = text.split(/(\d+|[a-z]+|\.)/).filter((part) => part !== '' && part !== '.');
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
