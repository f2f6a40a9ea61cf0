/** A place in a text that moves forward. */
export interface Cursor {
  readonly text: string;
  /** In UTF-16 units. */
  offset: number;
  /** From 0. */
  line: number;
  /** From 0, in characters: what indentation is compared by. */
  column: number;
}

/** A place that was passed. */
export type Mark = Readonly<Pick<Cursor, 'offset' | 'line' | 'column'>>;

export const markOf = ({ offset, line, column }: Cursor): Mark => ({ offset, line, column });

/** The UTF-16 unit `ahead` of the cursor; NaN after the end. */
export const unitAt = ({ text, offset }: Cursor, ahead = 0): number => text.charCodeAt(offset + ahead);

export const charAt = ({ text, offset }: Cursor, ahead = 0): string => text.charAt(offset + ahead);

const TAB = 9;
const SPACE = 32;

export const isEnd = (unit: number): boolean => Number.isNaN(unit);
export const isBlank = (unit: number): boolean => unit === SPACE || unit === TAB;
/** YAML 1.1 has five line breaks: LF, CR, NEL, LS and PS. */
export const isBreak = (unit: number): boolean =>
  unit === 10 || unit === 13 || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
export const isBreakOrEnd = (unit: number): boolean => isBreak(unit) || isEnd(unit);
export const isGap = (unit: number): boolean => isBlank(unit) || isBreakOrEnd(unit);

/** Whether the cursor is at `---` or `...` that ends or begins a document. */
export function isAtDocumentMark(cursor: Cursor): boolean {
  if (cursor.column !== 0) return false;
  const mark = cursor.text.slice(cursor.offset, cursor.offset + 3);
  return (mark === '---' || mark === '...') && isGap(unitAt(cursor, 3));
}

/** Passes `count` characters, none of which is a line break. */
export function skip(cursor: Cursor, count = 1): void {
  for (let left = count; left > 0; left--) {
    const unit = unitAt(cursor);
    cursor.offset += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1;
    cursor.column++;
  }
}

/** Passes a character and returns it. */
export function take(cursor: Cursor): string {
  const { offset } = cursor;
  skip(cursor);
  return cursor.text.slice(offset, cursor.offset);
}

/** Passes a line break and returns what it says in a text: LF for all but LS and PS; nothing where there is none. */
export function takeBreak(cursor: Cursor): string {
  const unit = unitAt(cursor);
  if (!isBreak(unit)) return '';
  cursor.offset += unit === 13 && unitAt(cursor, 1) === 10 ? 2 : 1;
  cursor.column = 0;
  cursor.line++;
  return unit >= 0x2028 ? String.fromCharCode(unit) : '\n';
}

export function skipBlanks(cursor: Cursor): void {
  while (isBlank(unitAt(cursor))) skip(cursor);
}

/** Passes all up to the end of the line. */
export function skipLine(cursor: Cursor): void {
  while (!isBreakOrEnd(unitAt(cursor))) skip(cursor);
}
