import { textOf } from './compare.ts';
import { missing, refuse } from './failure.ts';
import type { Given } from './scope.ts';
import { isUndefined, typeName, type Value } from './value.ts';

/** The arguments of a call by the names that they have in Python; an error where there are more, or others. */
export function argumentsOf(given: Given, names: readonly string[]): Readonly<Record<string, Value | undefined>> {
  if (given.positional.length > names.length) return refuse(`more than ${names.length} arguments`);
  const found: Record<string, Value | undefined> = {};
  for (const [i, value] of given.positional.entries()) found[names[i] ?? ''] = value;
  for (const [name, value] of given.named) {
    if (!names.includes(name)) return refuse(`the argument ${name}`);
    if (found[name] !== undefined) return refuse(`the argument ${name} twice`);
    found[name] = value;
  }
  return found;
}

/** The value itself, or an error where it is not there. */
export function defined(value: Value): Value {
  if (isUndefined(value)) throw missing(value);
  return value;
}

export const textArgument = (value: Value | undefined, otherwise: string): string =>
  value === undefined ? otherwise : (textOf(defined(value)) ?? refuse(`${typeName(value)} where a text is expected`));

export const integerArgument = (value: Value | undefined, otherwise: number): number => {
  if (value === undefined) return otherwise;
  const integer = typeof value === 'boolean' ? BigInt(value) : defined(value);
  return typeof integer === 'bigint' ? Number(integer) : refuse(`${typeName(value)} where a whole number is expected`);
};
