import { type Cursor, charAt, markOf, skip, take } from './cursor.ts';
import { SyntaxProblem } from './syntax-error.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** What the escape at the cursor stands for, in double quotes. */
export function takeEscape(cursor: Cursor): string {
  const at = markOf(cursor);
  skip(cursor);
  const name = charAt(cursor);
  const simple = ESCAPES.get(name);
  const digits = HEX_DIGITS.get(name);
  if (simple === undefined && digits === undefined)
    throw new SyntaxProblem(
      at,
      `\\${take(cursor)} means nothing in double quotes; write \\\\ for a backslash, or use single quotes`,
    );
  skip(cursor);
  if (simple !== undefined) return simple;
  const hex = cursor.text.slice(cursor.offset, cursor.offset + (digits ?? 0));
  if (hex.length !== digits || !/^[0-9A-Fa-f]*$/.test(hex))
    throw new SyntaxProblem(at, `\\${name} needs ${digits} hexadecimal digits after it`);
  const code = Number.parseInt(hex, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw new SyntaxProblem(at, `\\${name}${hex} is no character`);
  skip(cursor, digits);
  return String.fromCodePoint(code);
}
