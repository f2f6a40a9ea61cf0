import { missing, refuse } from './failure.ts';
import {
  isLazy,
  isList,
  isMapping,
  isNativeText,
  isTuple,
  isUndefined,
  isView,
  type Key,
  typeName,
  type Value,
} from './value.ts';

const asNumber = (value: Value): bigint | number | undefined =>
  typeof value === 'boolean'
    ? BigInt(value)
    : typeof value === 'bigint' || typeof value === 'number'
      ? value
      : undefined;

export const textOf = (value: Value): string | undefined =>
  typeof value === 'string' ? value : isNativeText(value) ? value.text : undefined;

/** Whether values are the same to Python's `==`. */
export function equal(a: Value, b: Value): boolean {
  for (const value of [a, b]) if (isUndefined(value)) throw missing(value);
  const [x, y] = [asNumber(a), asNumber(b)];
  // biome-ignore lint/suspicious/noDoubleEquals: an integer and a float may be the same number
  if (x !== undefined && y !== undefined) return x == y;
  const [s, t] = [textOf(a), textOf(b)];
  if (s !== undefined || t !== undefined) return s === t;
  if (isList(a) && isList(b)) return sameItems(a, b);
  if (isTuple(a) && isTuple(b)) return sameItems(a.tuple, b.tuple);
  if (isMapping(a) && isMapping(b))
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && equal(item, b.get(key) ?? null));
  if (isLazy(a) || isLazy(b)) return refuse('hostvars cannot be compared');
  if (isView(a) || isView(b)) return refuse('a view of a mapping, or a range, cannot be compared');
  return a === b;
}

const sameItems = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, i) => equal(item, b[i] ?? null));

/** Negative, zero or positive, as Python orders the values. @throws RefusedError for values that it does not order */
export function order(a: Value, b: Value): number {
  for (const value of [a, b]) if (isUndefined(value)) throw missing(value);
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) {
    if (Number.isNaN(x) || Number.isNaN(y)) return refuse('nan has no place in an order');
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [s, t] = [textOf(a), textOf(b)];
  if (s !== undefined && t !== undefined) return orderTexts(s, t);
  if (isList(a) && isList(b)) return orderItems(a, b);
  if (isTuple(a) && isTuple(b)) return orderItems(a.tuple, b.tuple);
  return refuse(`${typeName(a)} and ${typeName(b)} cannot be ordered`);
}

/** By code points, as Python orders texts. */
function orderTexts(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  const at = x.findIndex((character, i) => character !== y[i]);
  if (at < 0) return x.length - y.length;
  return (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? -1);
}

function orderItems(a: readonly Value[], b: readonly Value[]): number {
  const at = a.findIndex((item, i) => i >= b.length || !equal(item, b[i] ?? null));
  if (at < 0) return a.length - b.length;
  return at >= b.length ? 1 : order(a[at] ?? null, b[at] ?? null);
}

/** A value as a key of a mapping. */
export function asKey(value: Value): Key {
  const text = textOf(value);
  if (text !== undefined) return text;
  if (typeof value === 'bigint' || value === null) return value;
  // True is 1 to Python, as a key too.
  if (typeof value === 'boolean') return value;
  if (isUndefined(value)) throw missing(value);
  return refuse(`${typeName(value)} cannot be a key here`);
}

/** Whether a value counts as true. */
export function truthy(value: Value): boolean {
  if (isUndefined(value) && value.lenient === true) return false;
  if (isUndefined(value)) throw missing(value);
  if (isNativeText(value)) return value.text !== '';
  if (isList(value)) return value.length > 0;
  if (isMapping(value)) return value.size > 0;
  if (isTuple(value)) return value.tuple.length > 0;
  if (isView(value)) return value.view.length > 0;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (isLazy(value)) return refuse('hostvars as a condition');
  if (typeof value === 'object' && value !== null) return true;
  return value !== null && value !== '' && value !== false;
}

/** The items that Python goes through in a value. */
export function itemsOf(value: Value): readonly Value[] {
  if (isUndefined(value)) throw missing(value);
  const text = textOf(value);
  if (text !== undefined) return [...text];
  if (isList(value)) return value;
  if (isTuple(value)) return value.tuple;
  if (isView(value)) return value.view;
  if (isMapping(value)) return [...value.keys()];
  return refuse(`${typeName(value)} cannot be gone through`);
}

/** Whether an item is in a collection, as Python's `in` has it. */
export function contains(collection: Value, item: Value): boolean {
  const text = textOf(collection);
  if (isUndefined(item)) throw missing(item);
  if (text !== undefined)
    return text.includes(textOf(item) ?? refuse(`only a text is in a text, not ${typeName(item)}`));
  if (isMapping(collection)) return collection.has(asKey(item));
  if (isLazy(collection)) return collection.item(textOf(item) ?? '') !== undefined;
  return itemsOf(collection).some((one) => equal(one, item));
}
