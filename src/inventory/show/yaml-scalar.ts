import { numberLiteral } from '../yaml/number.ts';
import { plainValue } from '../yaml/plain.ts';

/** Where a scalar is written: continuation lines begin at `indent`, the scalar itself at `column`; keys are never folded. */
export interface ScalarPlace {
  readonly indent: number;
  readonly column: number;
  readonly isKey: boolean;
}

const WIDTH = 80;

/** A text as libyaml's emitter writes it (`allow_unicode`, width 80): plain where that means the same, else in quotes. */
export function scalarText(text: string, place: ScalarPlace): string {
  if (!isPlain(text)) return fitsSingle(text) ? single(text, place) : double(text, place);
  return folded(text, place, (run) => run);
}

/** What would begin, or be taken for, something else than a text. */
const NOT_FIRST = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[\s\u0085\u2028\u2029]|$))/;
const NOT_INSIDE = /:(?:[\s\u0085\u2028\u2029]|$)|[\s\u0085\u2028\u2029]#|[\n\u0085\u2028\u2029]|^ | $/;
const TIME =
  /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;
/** Neither printable nor a line's end. */
const SPECIAL = /[^\n -~\u0085\u00a0-\ud7ff\ue000-\ufffd]|\ufeff/u;

function isPlain(text: string): boolean {
  if (text === '' || TIME.test(text)) return false;
  const read = plainValue(text);
  if ('wrong' in read || typeof read.value !== 'string' || numberLiteral(text, text) !== undefined) return false;
  return !NOT_FIRST.test(text) && !NOT_INSIDE.test(text) && !SPECIAL.test(text);
}

const fitsSingle = (text: string): boolean =>
  !SPECIAL.test(text) && !/[\n\u0085\u2028\u2029] | [\n\u0085\u2028\u2029]/.test(text);

/** Breaks lines at single blanks once they are longer than the width. */
function folded(text: string, { indent, column, isKey }: ScalarPlace, write: (run: string) => string): string {
  let at = column;
  const runs = text.match(/ +|[^ ]+/g) ?? [];
  return runs
    .map((run, i) => {
      if (run === ' ' && at > WIDTH && !isKey && i > 0 && i < runs.length - 1) {
        at = indent;
        return `\n${' '.repeat(indent)}`;
      }
      const written = write(run);
      at += [...written].length;
      return written;
    })
    .join('');
}

function single(text: string, place: ScalarPlace): string {
  const escaped = (run: string): string => run.replaceAll("'", "''");
  const margin = ' '.repeat(place.indent);
  const lines = text.split(/([\n\u0085\u2028\u2029]+)/);
  let column = place.column + 1;
  const written = lines.map((piece, i) => {
    if (i % 2 === 0) return folded(piece, { ...place, column: i === 0 ? column : place.indent }, escaped);
    column = place.indent;
    return `${piece.startsWith('\n') ? '\n' : ''}${piece}${margin}`;
  });
  return `'${written.join('')}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\0': '0', '\u0007': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r', '\u001b': 'e' },
  ...{ '"': '"', '\\': '\\', '\u0085': 'N', '\u00a0': '_', '\u2028': 'L', '\u2029': 'P' },
};
const AS_IT_IS = /^[ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/u;

function double(text: string, { indent, column, isKey }: ScalarPlace): string {
  const signs = [...text];
  let at = column + 1;
  const written = signs.map((sign, i) => {
    const isBreak = sign === ' ' && signs[i - 1] !== ' ' && i > 0 && i < signs.length - 1 && at > WIDTH && !isKey;
    const piece = AS_IT_IS.test(sign) ? sign : `\\${ESCAPES[sign] ?? escaped(sign)}`;
    at = isBreak ? indent : at + piece.length;
    return isBreak ? `\n${' '.repeat(indent)}${signs[i + 1] === ' ' ? '\\' : ''}` : piece;
  });
  return `"${written.join('')}"`;
}

function escaped(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code < 0x100) return `x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `u${hex.padStart(4, '0')}` : `U${hex.padStart(8, '0')}`;
}
