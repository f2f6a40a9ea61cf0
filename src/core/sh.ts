import { containsSecret } from './secrets.ts';

/** Shell text that is safe to run: every value in it was quoted when it was put in. Made by {@link sh} only. */
export interface Sh {
  readonly text: string;
}

type Insertable = string | number | Sh | readonly (string | number | Sh)[];

/** Quotes a word for a POSIX shell (POSIX.1-2017 XCU 2.2.2: single quotes keep everything but a single quote). */
export const quote = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Template tag for shell text. Strings and numbers are quoted into one word each, lists into several words,
 * other `Sh` goes in as it is.
 * @throws when a value holds a secret (it would show in an argument list) or a NUL byte (no argument can hold one).
 */
export const sh = (strings: TemplateStringsArray, ...values: readonly Insertable[]): Sh => ({
  text: strings.reduce((text, part, i) => text + insert(values[i - 1] ?? '') + part),
});

/** Joins shell texts, one after another, with `separator` between them (default: a newline). */
export const joinSh = (parts: readonly Sh[], separator = '\n'): Sh => ({
  text: parts.map((part) => part.text).join(separator),
});

/** Without its indentation: for text that goes to a host many times over. Not for text with values, which may have newlines. */
export const unindented = ({ text }: Sh): Sh => ({ text: text.replaceAll(/^ +/gm, '') });

/** Begin and end a {@link shared} text. */
const SHARED = ['# shared:', '# not shared:'] as const;

/** A text that many questions have, on lines of its own: those that are asked together have it once, see {@link sharedIn}. */
export const shared = ({ text }: Sh): Sh => ({ text: `${SHARED[0]}\n${text}\n${SHARED[1]}` });

/** Replaces each {@link shared} text; `by` makes the other text of it. */
export const sharedIn = (text: string, by: (part: string, whole: string) => string): string =>
  text.replace(new RegExp(`^${SHARED[0]}\n([^]*?)\n${SHARED[1]}$`, 'gm'), (whole, part: string) => by(part, whole));

/** Without the marks of {@link shared} texts: as people read it. */
export const unmarked = (text: string): string => sharedIn(text, (part) => part);

function insert(value: Insertable): string {
  if (Array.isArray(value)) return value.map(insert).join(' ');
  if (typeof value === 'object') return (value as Sh).text;
  const word = String(value);
  if (containsSecret(word)) throw new Error('a secret cannot be part of a command line; pass it on stdin');
  if (word.includes('\0')) throw new Error('a NUL byte cannot be part of a command line');
  return word === '' ? "''" : quote(word);
}
