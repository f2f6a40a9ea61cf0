import { isoText, momentRepr } from './moment.ts';

/** A value as Ansible has it, for printing: texts, booleans, nothing, and what is not the same in JavaScript. */
export type Shown = string | boolean | null | Literal | Moment | Envelope | Unsafe | ShownList | ShownMap;

/** A list, or a tuple, which only Python tells apart. */
export type ShownList = readonly Shown[] & { readonly isTuple?: true };

/** A mapping by its keys as JSON has them, and those of them that are no texts to Python. */
export type ShownMap = ReadonlyMap<string, Shown> & { readonly odd?: ReadonlyMap<string, Key> };
export type Key = string | boolean | null | Literal | Moment;

/** A date or point in time, in the form of Python's `isoformat()`. */
export interface Moment {
  readonly moment: string;
}

export const keyOf = ({ odd }: ShownMap, name: string): Key =>
  odd?.has(name) === true ? (odd.get(name) ?? null) : name;

/** A number, as Python and JSON write it. */
export interface Literal {
  readonly literal: string;
}

/** An ansible-vault text. */
export interface Envelope {
  readonly vault: string;
  /** What it holds, or what stands for it. */
  readonly opened: () => string;
}

/** A text that Ansible must not fill in. */
export interface Unsafe {
  readonly unsafe: string;
}

export const isMap = (value: Shown): value is ShownMap => value instanceof Map;
export const isList = (value: Shown): value is ShownList => Array.isArray(value);

/** What Python's `str` says. */
export function pythonText(value: Shown): string {
  if (typeof value === 'string') return value;
  if (isUnsafe(value)) return value.unsafe;
  if (isMoment(value)) return isoText(value.moment, ' ');
  return isEnvelope(value) ? value.opened() : repr(value);
}

const isUnsafe = (value: Shown): value is Unsafe => typeof value === 'object' && value !== null && 'unsafe' in value;
export const isMoment = (value: Shown): value is Moment =>
  typeof value === 'object' && value !== null && 'moment' in value;
export const isEnvelope = (value: Shown): value is Envelope =>
  typeof value === 'object' && value !== null && 'vault' in value;

const WORDS = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);

function repr(value: Shown): string {
  if (typeof value === 'string') return quoted(value);
  const word = WORDS.get(value);
  if (word !== undefined || value === null || typeof value === 'boolean') return word ?? '';
  if (isList(value)) {
    const inner = value.map(repr).join(', ');
    if (value.isTuple !== true) return `[${inner}]`;
    return value.length === 1 ? `(${inner},)` : `(${inner})`;
  }
  if (isMap(value))
    return `{${[...value].map(([name, inner]) => `${repr(keyOf(value, name))}: ${repr(inner)}`).join(', ')}}`;
  if (isMoment(value)) return momentRepr(value.moment);
  if ('unsafe' in value) return quoted(value.unsafe);
  return 'literal' in value
    ? value.literal.replace(/Infinity|NaN/, (word) => word.slice(0, 3).toLowerCase())
    : quoted(value.opened());
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** In single quotes, unless the text has such and no double ones. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]|(?! )\p{Zs}|'/gu, (sign) =>
    sign === "'" ? (quote === "'" ? "\\'" : sign) : (ESCAPES[sign] ?? escaped(sign.codePointAt(0) ?? 0)),
  );
  return `${quote}${inner}${quote}`;
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
