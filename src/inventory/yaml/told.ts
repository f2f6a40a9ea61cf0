import { CONFLICT } from '../conflict.ts';
import { wordsFor } from './line-words.ts';
import { strangeBlank } from './odd-signs.ts';
import type { Mark } from './syntax/cursor.ts';
import type { SyntaxProblem } from './syntax/syntax-error.ts';
import { lineAround, lineBefore, type Told } from './text-lines.ts';

/** Tells a person what ended the reading of `text`, by what is most likely meant in the lines around. */
export function tellSlip(text: string, { at, slip, message }: SyntaxProblem): Told {
  const odd = conflictMarker(text) ?? strangeBlank(text, at.offset);
  if (odd !== undefined) return odd;
  switch (slip) {
    case undefined:
      return { offset: at.offset, message };
    case 'no colon':
      return noColon(text, at.offset);
    case 'second colon':
      return secondColon(text, at);
    case 'no value':
      return { offset: at.offset, message: `${signAt(text, at.offset)} where a value was expected` };
    default:
      return misplaced(text, at, slip);
  }
}

/** What version control leaves in a file when two changes collide. */
function conflictMarker(text: string): Told | undefined {
  const marker = /^(?:<{7}|={7}|>{7})(?=\s|$)/m.exec(text);
  if (marker === null) return undefined;
  return { offset: marker.index, message: CONFLICT };
}

/** Something stands where only a key can, and no colon follows it. */
function noColon(text: string, offset: number): Told {
  const line = lineAround(text, offset);
  const above = lineBefore(text, line.start);
  if (above !== undefined && /(?:^|[\s])[|>][-+\d]*\s*$/.test(above.text))
    return {
      offset,
      message: `the text after | or > in line ${above.number} begins here; indent it deeper than its key`,
    };
  const bare = line.text.trim().replace(/\s+#.*$/, '');
  return { offset, message: wordsFor(bare) };
}

/** A colon follows what cannot be a key. */
function secondColon(text: string, at: Mark): Told {
  const line = lineAround(text, at.offset);
  const before = line.text.slice(0, at.offset - line.start);
  if (/["'\]}]\s*$|:\s+\S/.test(before)) {
    const [, key = 'key', value = ''] = /^\s*(?:- )?([^:]+):\s+(.*?)\s*$/.exec(line.text) ?? [];
    const quoted = value.includes('"') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
    return {
      offset: at.offset,
      message: `a second colon in this line; put the value in quotes: \`${key.trim()}: ${quoted}\`; or, if it is a key of its own, write it in the next line, indented deeper`,
    };
  }
  const above = lineBefore(text, line.start);
  if (above === undefined) return { offset: at.offset, message: 'a colon where no key can end' };
  const bare = above.text.trim().replace(/\s+#.*$/, '');
  const column = above.start + above.text.search(/\S/);
  if (!/:\s/.test(bare) && !bare.startsWith('- ')) return { offset: column, message: wordsFor(bare) };
  const offset = line.start + line.text.search(/\S/);
  const from = above.text.replace(/- /g, '  ').search(/\S/) + 1;
  const message = `this line is indented deeper than line ${above.number}, which has its value already; begin it in column ${from}`;
  return { offset, message };
}

/** Something stands where the block around it expects a key, an item, or its end. */
function misplaced(text: string, at: Mark, slip: 'no key' | 'no dash' | 'second root'): Told {
  const { offset } = at;
  const line = lineAround(text, offset);
  const before = line.text.slice(0, offset - line.start);
  const rest = text.slice(offset, line.start + line.text.length).trim();
  if (/^[\]},]/.test(rest)) return { offset, message: `${rest.charAt(0)} where nothing is open that it could close` };
  if (before.trim() !== '' && !/^\s*(?:- *)+$/.test(before)) return afterValue(text, offset, before, rest);
  if (slip !== 'no dash' && /^-(?:\s|$)/.test(rest))
    return { offset, message: 'a list item (with a dash) among keys; indent it below its key, or leave out the dash' };
  if (slip === 'no dash' && at.column === 0) return { offset, message: NO_DASH };
  const fitting = indentsAbove(text, line.start, at.column);
  if (fitting.includes(at.column)) return { offset, message: slip === 'no dash' ? NO_DASH : inPlace(rest) };
  const columns = fitting.map((column) => column + 1);
  const message = `this line begins in column ${at.column + 1}, like no line above that it could belong to; begin it in column ${columns.join(' or ')}`;
  return { offset, message };
}

/** What stands where a key does, but is none. */
const inPlace = (rest: string): string =>
  rest.startsWith(':')
    ? 'a colon without a name before it'
    : `expected a name and a colon, found ${JSON.stringify(rest)}`;

const NO_DASH =
  'expected a dash and a blank before this item, as in the list above; or indent the list deeper than this line';

/** A value has ended, but its line goes on. */
function afterValue(text: string, offset: number, before: string, rest: string): Told {
  const quote = /(["'])\s*$/.exec(before)?.[1];
  const opening = quote === undefined ? -1 : openedAbove(text, offset, before, quote);
  if (opening >= 0) {
    const { number } = lineAround(text, offset);
    return {
      offset: opening,
      message: `the quote ${quote} that opens here closes only in line ${number}; write ${quote} where the text ends`,
    };
  }
  return {
    offset,
    message: `unexpected ${JSON.stringify(rest)} after the end of the value; put the whole value in quotes`,
  };
}

/** Where a quote opens in a line above that closes at the end of `before`; -1 when it opens in the same line. */
function openedAbove(text: string, offset: number, before: string, quote: string): number {
  const closing = offset - (before.length - before.lastIndexOf(quote));
  if (before.slice(0, before.lastIndexOf(quote)).includes(quote)) return -1;
  return text.lastIndexOf(quote, closing - 1);
}

/** The columns in which keys and items of the blocks around a line begin. */
function indentsAbove(text: string, start: number, column: number): readonly number[] {
  const found: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let line = lineBefore(text, start); line !== undefined; line = lineBefore(text, line.start)) {
    const indent = line.text.search(/\S/);
    if (indent >= limit) continue;
    found.unshift(indent);
    limit = indent;
  }
  const below = found.filter((indent) => indent < column).slice(-1);
  const above = found.filter((indent) => indent >= column).slice(0, 1);
  return [...below, ...above];
}

const signAt = (text: string, offset: number): string => {
  const [sign = ''] = /^(?:\S+)/.exec(text.slice(offset, offset + 40)) ?? [];
  return sign === '' ? 'the end' : JSON.stringify(sign);
};
