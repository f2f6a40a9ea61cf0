import { refuse } from '../jinja/failure.ts';
import {
  isList,
  isMapping,
  isNativeText,
  isOmit,
  isTuple,
  isView,
  type Key,
  type Mapping,
  typeName,
  type Value,
} from '../jinja/value.ts';
import { plainValue } from '../yaml/plain.ts';
import { isTemplate, type Template } from '../yaml/template.ts';
import type { Written } from '../yaml/written.ts';

/** What is written, as a value of Jinja's; `fillIn` says what its templates come to. */
export function fromWritten(written: Written, fillIn: (template: Template, written: Written) => Value): Value {
  const { value, literal, entries, items } = written;
  if (isTemplate(value)) return fillIn(value, written);
  if (written.isDate === true) return refuse('a date, which is no text to Ansible unless it is in quotes,');
  if (entries !== undefined)
    return new Map(
      [...entries].map(([key, { content, source }]) => [keyOf(key, source), fromWritten(content, fillIn)]),
    ) satisfies Mapping;
  if (items !== undefined) {
    const filled = items.map((one) => fromWritten(one, fillIn));
    return written.isTuple === true ? { tuple: filled } : filled;
  }
  const number = literal ?? (typeof value === 'number' && Number.isInteger(value) ? String(value) : '');
  if (/^-?\d+$/.test(number)) return BigInt(number);
  return typeof value === 'object' && value !== null ? refuse('a value of this kind') : (value as Value);
}

/** A key as Python has it. */
function keyOf(key: string, source: string | undefined): Key {
  const read = source === undefined ? undefined : plainValue(source);
  if (read === undefined || 'wrong' in read) return key;
  const { value } = read;
  if (typeof value === 'string') return /^-?\d+$/.test(key) ? BigInt(key) : refuse(`the key ${key}, which is no text,`);
  if (typeof value !== 'number') return value;
  return Number.isSafeInteger(value) ? BigInt(value) : refuse(`the key ${key}, which is a float,`);
}

/** What stands for a variable that is left out. */
export const LEFT_OUT = Symbol('left out');

/** A value of Jinja's as plain data. */
export function toPlain(value: Value): unknown {
  if (isOmit(value)) return LEFT_OUT;
  if (isNativeText(value)) return value.text;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (isList(value)) return value.map(inList);
  if (isTuple(value)) return value.tuple.map(inList);
  if (isView(value)) return value.view.map(inList);
  if (isMapping(value)) {
    const entries = [...value].map(([key, item]) => [String(key), toPlain(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== LEFT_OUT));
  }
  return typeof value === 'object' && value !== null ? refuse(`${typeName(value)} as a whole value`) : value;
}

const inList = (value: Value): unknown => (isOmit(value) ? refuse('"omit" within a list') : toPlain(value));
