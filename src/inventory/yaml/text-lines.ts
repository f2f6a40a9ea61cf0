/** What is wrong, in words, and at which offset. */
export interface Told {
  readonly offset: number;
  readonly message: string;
}

/** A line of a text. */
export interface Line {
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
  /** From 1. */
  readonly number: number;
}

/** The line in which `offset` is. */
export function lineAround(text: string, offset: number): Line {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
  return { text: line, start, number: text.slice(0, start).split('\n').length };
}

/** The nearest line above the one that starts at `start` that is neither empty nor a comment. */
export function lineBefore(text: string, start: number): Line | undefined {
  for (let offset = start - 1; offset >= 0; ) {
    const line = lineAround(text, offset);
    if (/^\s*[^\s#]/.test(line.text)) return line;
    offset = line.start - 1;
  }
  return undefined;
}
