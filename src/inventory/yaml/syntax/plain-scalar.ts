import {
  type Cursor,
  charAt,
  isAtDocumentMark,
  isBlank,
  isBreak,
  isGap,
  type Mark,
  markOf,
  skip,
  take,
  takeBreak,
  unitAt,
} from './cursor.ts';
import { join, newLines } from './fold.ts';
import { SyntaxProblem } from './syntax-error.ts';

/** Where an unquoted scalar stands. */
interface Around {
  /** In brackets or braces. */
  readonly inFlow: boolean;
  /** Of the block around it, or -1. */
  readonly indent: number;
}

/** An unquoted scalar, with whether the cursor is at the beginning of a line after it. */
interface PlainScalar {
  readonly text: string;
  readonly end: Mark;
  readonly newLine: boolean;
}

/** Takes the unquoted scalar that begins at the cursor, and the gap after it. */
export function takePlain(cursor: Cursor, { inFlow, indent }: Around): PlainScalar {
  let text = '';
  let end = markOf(cursor);
  let lines = newLines();
  while (!isAtDocumentMark(cursor) && charAt(cursor) !== '#') {
    const word = takeWord(cursor, inFlow);
    if (word !== '') {
      text += join(lines) + word;
      lines = newLines();
      end = markOf(cursor);
    }
    if (!isGap(unitAt(cursor)) || Number.isNaN(unitAt(cursor))) break;
    for (let unit = unitAt(cursor); isBlank(unit) || isBreak(unit); unit = unitAt(cursor)) {
      if (lines.broken && cursor.column <= indent && charAt(cursor) === '\t')
        throw new SyntaxProblem(markOf(cursor), 'a tab indents this line; write spaces');
      if (isBreak(unit)) lines.addBreak(takeBreak(cursor));
      else lines.addBlank(take(cursor));
    }
    if (!inFlow && cursor.column <= indent) break;
  }
  return { text, end, newLine: lines.broken };
}

/** Takes what stands up to the next gap, or to what ends the scalar. */
function takeWord(cursor: Cursor, inFlow: boolean): string {
  const { offset } = cursor;
  for (let unit = unitAt(cursor); !isGap(unit); unit = unitAt(cursor)) {
    const char = charAt(cursor);
    if (char === ':') {
      if (inFlow && /^[,?[\]{}]/.test(charAt(cursor, 1)))
        throw new SyntaxProblem(markOf(cursor), 'missing blank after the colon');
      if (isGap(unitAt(cursor, 1))) break;
    } else if (inFlow && /[,[\]{}]/.test(char)) break;
    skip(cursor);
  }
  return cursor.text.slice(offset, cursor.offset);
}
