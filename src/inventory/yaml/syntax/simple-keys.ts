import type { Cursor, Mark } from './cursor.ts';
import { SyntaxProblem } from './syntax-error.ts';

/** Longer ones are no keys. In characters. */
const LONGEST = 1024;

/** Something that turns out to be a key when a colon follows it in its line. */
export interface SimpleKey {
  /** Number of its first token. */
  readonly token: number;
  readonly mark: Mark;
  /** Whether nothing but a key can stand there. */
  readonly required: boolean;
}

/** What may be a key, at most one on each level of brackets. */
export interface SimpleKeys {
  readonly save: (key: SimpleKey) => void;
  /** Gives up what may be a key on this level. */
  readonly dropLast: () => void;
  /** Takes what may be a key on this level. */
  readonly takeLast: () => SimpleKey | undefined;
  /** Gives up what is too far behind the cursor to be a key. */
  readonly dropOld: (cursor: Cursor) => void;
  /** Number of the first token that may belong to a key. */
  readonly first: () => number;
  readonly open: () => void;
  readonly close: () => void;
}

export function simpleKeys(): SimpleKeys {
  const levels: (SimpleKey | undefined)[] = [undefined];
  /** No level below it has a key: levels may be many, and are asked for with each token. */
  let lowest = 0;
  const drop = (level: number): void => {
    const key = levels[level];
    if (key?.required === true) throw new SyntaxProblem(key.mark, { slip: 'no colon' });
    levels[level] = undefined;
  };
  const findLowest = (): SimpleKey | undefined => {
    while (lowest < levels.length && levels[lowest] === undefined) lowest++;
    return levels[lowest];
  };
  return {
    save: (key) => {
      drop(levels.length - 1);
      levels[levels.length - 1] = key;
      lowest = Math.min(lowest, levels.length - 1);
    },
    dropLast: () => drop(levels.length - 1),
    takeLast: () => {
      const key = levels.at(-1);
      levels[levels.length - 1] = undefined;
      return key;
    },
    dropOld: (cursor) => {
      for (let key = findLowest(); key !== undefined && isOld(key, cursor); key = findLowest()) drop(lowest);
    },
    first: () => findLowest()?.token ?? Number.POSITIVE_INFINITY,
    open: () => levels.push(undefined),
    close: () => {
      levels.pop();
      lowest = Math.min(lowest, levels.length - 1);
    },
  };
}

const isOld = ({ mark }: SimpleKey, { text, line, offset }: Cursor): boolean =>
  mark.line < line || (mark.offset + LONGEST < offset && [...text.slice(mark.offset, offset)].length > LONGEST);
