import {
  type Cursor,
  charAt,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isEnd,
  markOf,
  skip,
  skipBlanks,
  skipLine,
  take,
  takeBreak,
  unitAt,
} from './cursor.ts';
import { SyntaxProblem } from './syntax-error.ts';

/** The text of the block scalar (`|` or `>`) that begins at the cursor. `parentIndent`: of the block around it, or -1. */
export function takeBlockScalar(cursor: Cursor, parentIndent: number): string {
  const literal = take(cursor) === '|';
  const { chomping, increment } = takeHeader(cursor);
  const given = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  const gap = takeEmptyLines(cursor, given, parentIndent);
  const { indent } = gap;
  let { breaks } = gap;
  let text = '';
  let lineBreak = '';
  let wasBlank = false;
  while (cursor.column === indent && !isEnd(unitAt(cursor))) {
    const blank = isBlank(unitAt(cursor));
    const folds = !literal && lineBreak === '\n' && !wasBlank && !blank;
    text += (folds ? (breaks === '' ? ' ' : '') : lineBreak) + breaks;
    wasBlank = blank;
    const { offset } = cursor;
    skipLine(cursor);
    text += cursor.text.slice(offset, cursor.offset);
    lineBreak = takeBreak(cursor);
    breaks = takeEmptyLines(cursor, indent, parentIndent).breaks;
  }
  if (chomping !== '-') text += lineBreak;
  return chomping === '+' ? text + breaks : text;
}

/** `|2-`, `>+`: how deep the text is indented (0: find out), and what becomes of the line breaks at its end. */
function takeHeader(cursor: Cursor): { readonly chomping: string; readonly increment: number } {
  const at = markOf(cursor);
  const [header = ''] = /^(?:[-+]\d?|\d[-+]?)?/.exec(cursor.text.slice(cursor.offset, cursor.offset + 2)) ?? [];
  const digit = /\d/.exec(header)?.[0];
  if (digit === '0') throw new SyntaxProblem(at, 'a text cannot be indented by 0; write a number from 1 to 9, or none');
  skip(cursor, header.length);
  skipBlanks(cursor);
  if (charAt(cursor) === '#') skipLine(cursor);
  if (!isBreakOrEnd(unitAt(cursor)))
    throw new SyntaxProblem(
      markOf(cursor),
      'text after | or > in the same line; it begins in the next line, indented (or put the value in quotes)',
    );
  takeBreak(cursor);
  return { chomping: /[-+]/.exec(header)?.[0] ?? '', increment: Number(digit ?? 0) };
}

interface Gap {
  readonly breaks: string;
  readonly indent: number;
}

/** Takes the indentation and empty lines before the next line of the text. `known`: its indentation, or 0 to find out. */
function takeEmptyLines(cursor: Cursor, known: number, parentIndent: number): Gap {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && charAt(cursor) === ' ') skip(cursor);
    deepest = Math.max(deepest, cursor.column);
    if ((known === 0 || cursor.column < known) && charAt(cursor) === '\t')
      throw new SyntaxProblem(markOf(cursor), 'a tab indents this line; write spaces');
    if (!isBreak(unitAt(cursor))) break;
    breaks += takeBreak(cursor);
  }
  return { breaks, indent: known === 0 ? Math.max(deepest, parentIndent + 1, 1) : known };
}
