/** A value as Ansible has it, for printing: texts, booleans, nothing, and what is not the same in JavaScript. */
export type Shown = string | boolean | null | Literal | Envelope | Unsafe | readonly Shown[] | ShownMap;
export type ShownMap = ReadonlyMap<string, Shown>;

/** A number, as Python and JSON write it. */
export interface Literal {
  readonly literal: string;
}

/** An ansible-vault text. */
export interface Envelope {
  readonly vault: string;
}

/** A text that Ansible must not fill in. */
export interface Unsafe {
  readonly unsafe: string;
}

export const isMap = (value: Shown): value is ShownMap => value instanceof Map;
export const isList = (value: Shown): value is readonly Shown[] => Array.isArray(value);

/** Names in the order in which Python sorts them: by code points. */
export const sorted = (map: ShownMap): readonly (readonly [string, Shown])[] =>
  [...map].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** What Python's `str` says. */
export const pythonText = (value: Shown): string =>
  typeof value === 'string' ? value : isUnsafe(value) ? value.unsafe : repr(value);

const isUnsafe = (value: Shown): value is Unsafe => typeof value === 'object' && value !== null && 'unsafe' in value;

const WORDS = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);

function repr(value: Shown): string {
  if (typeof value === 'string') return quoted(value);
  const word = WORDS.get(value);
  if (word !== undefined || value === null || typeof value === 'boolean') return word ?? '';
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  if (isMap(value)) return `{${[...value].map(([name, inner]) => `${quoted(name)}: ${repr(inner)}`).join(', ')}}`;
  if ('unsafe' in value) return quoted(value.unsafe);
  return 'literal' in value
    ? value.literal.replace(/Infinity|NaN/, (word) => word.slice(0, 3).toLowerCase())
    : quoted(value.vault);
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
