import { containsSecret } from '../../core/secrets.ts';
import { contains, equal, order, textOf } from './compare.ts';
import { missing, refuse } from './failure.ts';
import { formatPercent } from './format.ts';
import { isList, isMapping, isTuple, isUndefined, typeName, type Value } from './value.ts';

/** Refuses to look into a secret: what comes of it would say something about it. */
export function openText(text: string): string {
  return containsSecret(text) ? refuse('a secret is taken as it is, or within a text, and not worked on') : text;
}

const asInteger = (value: Value): bigint | undefined =>
  typeof value === 'bigint' ? value : typeof value === 'boolean' ? BigInt(value) : undefined;

const asFloat = (value: Value): number | undefined => {
  const integer = asInteger(value);
  return integer === undefined ? (typeof value === 'number' ? value : undefined) : Number(integer);
};

const LARGEST = 100_000;

function repeated<T>(count: bigint, length: number, make: (times: number) => T): T {
  if (count * BigInt(length) > LARGEST) return refuse(`more than ${LARGEST} items`);
  return make(Number(count < 0n ? 0n : count));
}

/** `left sign right`, as Python has it. */
export function operate(sign: string, left: Value, right: Value): Value {
  for (const value of [left, right]) if (isUndefined(value)) throw missing(value);
  const [x, y] = [asInteger(left), asInteger(right)];
  if (x !== undefined && y !== undefined) return integers(sign, x, y);
  const [a, b] = [asFloat(left), asFloat(right)];
  if (a !== undefined && b !== undefined) return floats(sign, a, b);
  const text = textOf(left);
  if (sign === '+') {
    const other = textOf(right);
    if (text !== undefined && other !== undefined) return text + other;
    if (isList(left) && isList(right)) return [...left, ...right];
    if (isTuple(left) && isTuple(right)) return { tuple: [...left.tuple, ...right.tuple] };
  }
  if (sign === '%' && text !== undefined) return formatPercent(text, isTuple(right) ? right.tuple : [right], right);
  if (sign === '*') {
    const [count, repeats] = y === undefined ? [x, right] : [y, left];
    const repeatedText = textOf(repeats);
    if (count !== undefined && repeatedText !== undefined)
      return repeated(count, repeatedText.length, (times) => repeatedText.repeat(times));
    if (count !== undefined && isList(repeats))
      return repeated(count, repeats.length, (times) => Array.from({ length: times }, () => repeats).flat());
  }
  return refuse(`${typeName(left)} ${sign} ${typeName(right)}`);
}

function integers(sign: string, x: bigint, y: bigint): Value {
  if ((sign === '/' || sign === '//' || sign === '%') && y === 0n) return refuse('a division by zero');
  const quotient = y === 0n ? 0n : x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
  switch (sign) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '//':
      return quotient;
    case '%':
      return x - quotient * y;
    case '/':
      return exactly(x) / exactly(y);
    default:
      if (y < 0n) return x === 0n ? refuse('a division by zero') : exactly(x) ** exactly(y);
      return y * BigInt(x.toString(2).length) > 4096n ? refuse('a number of more than 4096 bits') : x ** y;
  }
}

const exactly = (integer: bigint): number =>
  Number.isSafeInteger(Number(integer)) ? Number(integer) : refuse('a division of numbers of more than 53 bits');

function floats(sign: string, a: number, b: number): Value {
  if ((sign === '/' || sign === '//' || sign === '%') && b === 0) return refuse('a division by zero');
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      if (a < 0 && !Number.isInteger(b)) return refuse('a complex number');
      if (a === 0 && b < 0) return refuse('a division by zero');
      return Number.isFinite(a ** b) ? a ** b : refuse('a number that large');
    default: {
      const rest = a % b;
      const modulo = rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
      return sign === '%' ? modulo : Math.round((a - modulo) / b);
    }
  }
}

/** `left sign right`, for the signs that compare. */
export function compare(sign: string, left: Value, right: Value): boolean {
  for (const value of [left, right]) openAll(value);
  switch (sign) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '<':
      return order(left, right) < 0;
    case '<=':
      return order(left, right) <= 0;
    case '>':
      return order(left, right) > 0;
    default:
      return order(left, right) >= 0;
  }
}

/** Refuses secrets anywhere in a value. */
export function openAll(value: Value): void {
  const text = textOf(value);
  if (text !== undefined) openText(text);
  else if (isList(value)) value.forEach(openAll);
  else if (isTuple(value)) value.tuple.forEach(openAll);
  else if (isMapping(value)) for (const item of value.values()) openAll(item);
}
