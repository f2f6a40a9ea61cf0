import { quote, sharedIn } from '../../core/sh.ts';

/** Texts of which parts are in variables of the shell that passes them on, and the lines that set those. */
export interface Pieces {
  /** A word of shell that stands for a text. */
  readonly wordOf: (text: string) => string;
  readonly definitions: string;
}

/** Stands around the name of a variable; no text has one. */
const EDGE = '\0';

/** Most of what changes one thing is the same for the next: sent once. */
export function inPieces(texts: readonly string[]): Pieces {
  const uses = new Map<string, number>();
  for (const text of texts)
    sharedIn(text, (part, whole) => {
      uses.set(part, (uses.get(part) ?? 0) + 1);
      return whole;
    });
  const often = [...uses].flatMap(([part, times]) => (times > 1 ? [part] : []));
  const names = new Map(often.map((part, i) => [part, `text${i}`]));
  const named = (part: string): string => {
    const name = names.get(part);
    return name === undefined ? part : `${EDGE}${name}${EDGE}`;
  };
  const word = (piece: string, i: number): string => (i % 2 === 1 ? `"$${piece}"` : piece === '' ? '' : quote(piece));
  return {
    wordOf: (text) => sharedIn(text, named).split(EDGE).map(word).join('') || "''",
    definitions: [...names].map(([part, name]) => `${name}=${quote(part)}\n`).join(''),
  };
}
