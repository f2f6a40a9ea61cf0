/** A line of a file without the blanks around it. */
export interface Line {
  readonly number: number;
  /** The column of its first sign. */
  readonly column: number;
  readonly text: string;
}

/** Where Python's `splitlines` and `strip` see the end of a line, and blanks. */
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const BLANK = '[\\t \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const BEFORE = new RegExp(`^${BLANK}*`);
const BEHIND = new RegExp(`${BLANK}*$`);

export const trimmed = (text: string): string => text.replace(BEFORE, '').replace(BEHIND, '');

/** The lines that say something: neither empty nor a comment. */
export const meaningfulLines = (text: string): readonly Line[] =>
  text
    .split(LINE_END)
    .map((line, i) => ({
      number: i + 1,
      column: (BEFORE.exec(line)?.[0].length ?? 0) + 1,
      text: trimmed(line),
    }))
    .filter((line) => line.text !== '' && !/^[;#]/.test(line.text));
