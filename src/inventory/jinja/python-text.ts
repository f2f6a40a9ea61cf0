import { containsSecret } from '../../core/secrets.ts';
import { missing, refuse } from './failure.ts';
import {
  isList,
  isMapping,
  isNamespace,
  isNativeText,
  isOmit,
  isTuple,
  isUndefined,
  isView,
  type Value,
} from './value.ts';

/** What Python's `str` makes of a value. @throws UndefinedError, RefusedError */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (isNativeText(value)) return value.text;
  return isUndefined(value) && value.lenient === true ? '' : literalOf(value);
}

/** What Python's `repr` makes of a value. */
export function literalOf(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (isNativeText(value)) return quoted(value.text);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  if (isList(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (isTuple(value)) return `(${value.tuple.map(literalOf).join(', ')}${value.tuple.length === 1 ? ',' : ''})`;
  if (isMapping(value))
    return `{${[...value].map(([key, item]) => `${literalOf(key)}: ${literalOf(item)}`).join(', ')}}`;
  if (isUndefined(value)) throw missing(value);
  if (isOmit(value)) return refuse('"omit" stands for a whole value, and cannot be part of a text');
  return refuse(
    `${isNamespace(value) ? 'a namespace' : isView(value) ? 'a view of a mapping, or a range,' : 'this'} has no text`,
  );
}

/** A float as Python writes it: the shortest digits that mean it, with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [, sign = '', digits = '', places = ''] = /^(-?)(\d(?:\.\d+)?)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const exponent = Number(places);
  if (exponent < -4 || exponent >= 16)
    return `${sign}${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const plain = Object.is(value, -0) ? '-0' : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Not shown as they are by Python: controls, separators but the blank, what is not assigned. */
const HIDDEN = /[\p{C}\p{Z}]/u;

function quoted(text: string): string {
  // Within a list a secret is quoted by what is in it, which nobody is to see here; see literal-eval.ts.
  if (containsSecret(text)) return secretLiteral(text);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = [...text].map((character) => {
    const known = ESCAPES[character];
    if (known !== undefined) return known;
    if (character === quote) return `\\${character}`;
    return character !== ' ' && HIDDEN.test(character) ? coded(character.codePointAt(0) ?? 0) : character;
  });
  return `${quote}${inside.join('')}${quote}`;
}

const coded = (code: number): string => {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
};

/** Marks a text with a secret in it that stands quoted in another text: characters that no file may have. */
const QUOTE = '\uE002';

const secretLiteral = (text: string): string => `${QUOTE}${text}${QUOTE}`;

/** What {@link literalOf} made of a text with a secret in it, at the beginning of `source`. */
export function readSecretLiteral(source: string): { readonly text: string; readonly length: number } | undefined {
  if (!source.startsWith(QUOTE)) return undefined;
  const end = source.indexOf(QUOTE, 1);
  return { text: source.slice(1, end), length: end + 1 };
}

/** Refuses a text in which a secret stands quoted. */
export function withoutQuotedSecrets(text: string): string {
  if (text.includes(QUOTE)) refuse('a list or mapping with a secret in it cannot be made a text');
  return text;
}
