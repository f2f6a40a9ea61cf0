import { argumentsOf, integerArgument, textArgument } from '../arguments.ts';
import { itemsOf, textOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import { operate } from '../operators.ts';
import { strip } from '../text.ts';
import { typeName, type Value } from '../value.ts';
import { getter } from './attributes.ts';
import type { Filter } from './filter.ts';

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^([-+]?)(?:0[bB]_?)?([01](?:_?[01])*)$/,
  8: /^([-+]?)(?:0[oO]_?)?([0-7](?:_?[0-7])*)$/,
  10: /^([-+]?)([0-9](?:_?[0-9])*)$/,
  16: /^([-+]?)(?:0[xX]_?)?([0-9a-fA-F](?:_?[0-9a-fA-F])*)$/,
};

const PREFIXES: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

const asciiOnly = (text: string): string =>
  /(?![0-9])\p{Nd}/u.test(text) ? refuse('digits beyond 0 to 9') : strip(text);

/** A text as Python's `int` reads it. */
function readInteger(given: string, base: number): bigint | undefined {
  const form = DIGITS[base] ?? refuse(`numbers of base ${base}`);
  const [, sign, digits] = form.exec(asciiOnly(given)) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(`${PREFIXES[base]}${digits.replaceAll('_', '')}`);
  return sign === '-' ? -value : value;
}

/** A text as Python's `float` reads it. */
function readFloat(given: string): number | undefined {
  const text = asciiOnly(given);
  if (/^[-+]?(?:inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^[-+]?nan$/i.test(text)) return Number.NaN;
  const isNumber =
    /^[-+]?(?:[0-9](?:_?[0-9])*(?:\.(?:[0-9](?:_?[0-9])*)?)?|\.[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;
  return isNumber.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

function toFloat(value: Value): number | undefined {
  const text = textOf(value);
  if (text !== undefined) return readFloat(text);
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? Number(value)
    : undefined;
}

function toInteger(value: Value, base: number): bigint | undefined {
  const text = textOf(value);
  const whole = text === undefined ? value : readInteger(text, base);
  if (typeof whole === 'bigint') return whole;
  if (typeof value === 'boolean') return BigInt(value);
  const float = toFloat(value);
  if (float === undefined || Number.isNaN(float)) return undefined;
  return Number.isFinite(float) ? BigInt(Math.trunc(float)) : refuse('infinity as a whole number');
}

const numeric = (value: Value, filter: string): bigint | number => {
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  return typeof number === 'bigint' || typeof number === 'number' ? number : refuse(`${filter} of ${typeName(value)}`);
};

/** To the nearest, and to the even one of two. */
function round(value: number, digits: number): number {
  if (digits === 0) {
    const below = Math.floor(value);
    const rest = value - below;
    return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
  }
  if (digits < 0 || digits > 15 || Math.abs(value) >= 1e21) return refuse(`round to ${digits} digits`);
  if (Math.abs(value * 10 ** digits) % 1 === 0.5) return refuse('a number that is half way between two others');
  return Number(value.toFixed(digits));
}

/** Make numbers of texts, and of numbers. */
export const NUMBERS: Readonly<Record<string, Filter>> = {
  int(value, given) {
    const { default: otherwise = 0n, base } = argumentsOf(given, ['default', 'base']);
    return toInteger(value, integerArgument(base, 10)) ?? otherwise;
  },
  float(value, given) {
    const { default: otherwise = 0 } = argumentsOf(given, ['default']);
    return toFloat(value) ?? otherwise;
  },
  abs(value, given) {
    argumentsOf(given, []);
    const number = numeric(value, 'abs');
    return number < 0 ? -number : number;
  },
  round(value, given) {
    const { precision, method } = argumentsOf(given, ['precision', 'method']);
    const digits = integerArgument(precision, 0);
    const how = textArgument(method, 'common');
    const number = numeric(value, 'round');
    if (how === 'common')
      return typeof number === 'bigint'
        ? digits >= 0
          ? number
          : refuse('round to less than whole')
        : round(number, digits);
    if (how !== 'ceil' && how !== 'floor') return refuse(`round by ${JSON.stringify(how)}`);
    const scaled = Number(number) * 10 ** digits;
    return (how === 'ceil' ? Math.ceil(scaled) : Math.floor(scaled)) / 10 ** digits;
  },
  sum(value, given) {
    const { attribute, start = 0n } = argumentsOf(given, ['attribute', 'start']);
    return itemsOf(value)
      .map(getter(attribute))
      .reduce((sum, one) => operate('+', sum, one), start);
  },
};
