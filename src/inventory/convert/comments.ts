import type { Position } from '../../core/errors.ts';

/** The comments of files, each taken once by what they stand above. */
export interface Comments {
  /** Comments that stand above what is written at `at`, or behind it in its line. */
  readonly take: (at: Position) => readonly string[];
  /** Comments that nothing has taken, by file. */
  readonly rest: () => ReadonlyMap<string, readonly string[]>;
}

/** @param texts the texts of the files by their names in positions */
export function commentsOf(texts: ReadonlyMap<string, string>): Comments {
  const files = new Map([...texts].map(([file, text]) => [file, byLine(text)]));
  return {
    take: ({ file, line }) => {
      const lines = files.get(file);
      const found = lines?.get(line) ?? [];
      lines?.delete(line);
      return found;
    },
    rest: () =>
      new Map(
        [...files]
          .map(([file, lines]) => [file, [...lines.values()].flat()] as const)
          .filter(([, rest]) => rest.length > 0),
      ),
  };
}

/** Comments by the number of the line that they belong to: the next that is none, and not the heading of a section. */
function byLine(text: string): Map<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  let waiting: string[] = [];
  const lines = text.split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    const comment = /^\s*[#;](.*)$/.exec(line)?.[1];
    if (comment !== undefined) waiting.push(comment);
    else if (/^\s*(?:[^\s[]|\[(?![^\]]+:(?:vars|children)\]))/.test(line) && line.trim() !== '---') {
      const own = [...waiting, ...behind(line)];
      if (own.length > 0) found.set(i + 1, own);
      waiting = [];
    }
  }
  if (waiting.length > 0) found.set(lines.length + 1, waiting);
  return found;
}

/** The comment at the end of a line, where no quote is open before it. */
function behind(line: string): readonly string[] {
  const comment = /^((?:[^"'#]|"[^"]*"|'[^']*'|(?<!\s)#)*)\s#(.*)$/.exec(line)?.[2];
  return comment === undefined ? [] : [comment];
}
