import {
  type Cursor,
  charAt,
  isAtDocumentMark,
  isBlank,
  isBreak,
  isEnd,
  isGap,
  markOf,
  skip,
  take,
  takeBreak,
  unitAt,
} from './cursor.ts';
import { takeEscape } from './escape.ts';
import { join, newLines } from './fold.ts';
import { SyntaxProblem } from './syntax-error.ts';

/** The text in the quotes that begin at the cursor. It may go on in any column of the next lines. */
export function takeQuoted(cursor: Cursor): string {
  const opening = markOf(cursor);
  const quote = take(cursor);
  const pieces: string[] = [];
  for (;;) {
    if (isAtDocumentMark(cursor))
      throw new SyntaxProblem(
        opening,
        unclosed(quote, `before the ${charAt(cursor).repeat(3)} in line ${cursor.line + 1}`),
      );
    if (isEnd(unitAt(cursor))) throw new SyntaxProblem(opening, unclosed(quote, 'up to the end of the file'));
    const joined = takeWord(cursor, quote, pieces);
    if (charAt(cursor) === quote) break;
    pieces.push(takeGap(cursor, joined));
  }
  skip(cursor);
  return pieces.join('');
}

const unclosed = (quote: string, where: string): string =>
  `the quote ${quote} that opens here is not closed ${where}; write ${quote} where the text ends`;

/** Takes what stands up to the next gap or the closing quote; whether an escaped line break ended it. */
function takeWord(cursor: Cursor, quote: string, pieces: string[]): boolean {
  for (let unit = unitAt(cursor); !isGap(unit); unit = unitAt(cursor)) {
    const char = charAt(cursor);
    if (char === quote) {
      if (quote !== "'" || charAt(cursor, 1) !== "'") return false;
      skip(cursor, 2);
      pieces.push("'");
    } else if (char === '\\' && quote === '"') {
      if (isBreak(unitAt(cursor, 1))) {
        skip(cursor);
        takeBreak(cursor);
        return true;
      }
      pieces.push(takeEscape(cursor));
    } else pieces.push(take(cursor));
  }
  return false;
}

/** Takes blanks and line breaks, and returns what they say. `joined`: the line break before them was escaped. */
function takeGap(cursor: Cursor, joined: boolean): string {
  const lines = newLines();
  lines.broken = joined;
  for (let unit = unitAt(cursor); isBlank(unit) || isBreak(unit); unit = unitAt(cursor)) {
    if (isBreak(unit)) lines.addBreak(takeBreak(cursor));
    else lines.addBlank(take(cursor));
  }
  return join(lines);
}
