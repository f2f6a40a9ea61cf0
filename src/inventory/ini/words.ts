/** A word with the column where it begins, counted from 1 within its text. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** What keeps a text from being taken apart, and where. */
export interface Unclosed {
  readonly wrong: string;
  readonly column: number;
}

const PIECE = /[ \t\r\n]+|#.*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|(?:[^\s'"\\#]|[^\S \t\r\n])+/gy;

/** Takes a line apart as Python's `shlex.split(line, comments=True)` does; a comment may begin within a word, too. */
export function iniWords(line: string): readonly Word[] | Unclosed {
  const words: Word[] = [];
  let word: Word | undefined;
  let end = 0;
  for (const match of line.matchAll(PIECE)) {
    end = match.index + match[0].length;
    const [whole, single, double, escaped] = match;
    if (whole.startsWith('#')) break;
    if (/^[ \t\r\n]/.test(whole)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const part = single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? whole;
    word = { text: (word?.text ?? '') + part, column: word?.column ?? match.index + 1 };
  }
  if (end < line.length) {
    const sign = line[end] ?? '';
    const wrong =
      sign === '\\' ? 'a backslash with nothing behind it' : `a quotation mark ${sign} that is never closed`;
    return { wrong, column: end + 1 };
  }
  return word === undefined ? words : [...words, word];
}
