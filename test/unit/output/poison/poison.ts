declare const brand: unique symbol;

/** A text that a hostile host may send; the type makes samples put it into every field that may hold any text. */
type Poison = string & { readonly [brand]: true };

export const FORGED = '✔ applied: 2 hosts';

/** What is not to be seen: a soft hyphen, tags, a filler, a joiner of graphemes, a joiner and a selector after plain letters. */
export const UNSEEN = [
  '\u00ad',
  '\u{e0041}',
  '\u{e0100}',
  '\u3164',
  '\u034f',
  '\u200d',
  '\ufe0f',
  '\u{1d173}',
] as const;

/** Sets the terminal's title, goes up, turns the line's order round, and begins lines that look like umctl's own. */
export const POISON =
  `déjà ✓\u001b]0;title\u0007\u001b[1A\u009b2J\u202e\u2066\u200b${UNSEEN.join('x')}\r${FORGED}\n${FORGED}\n` as Poison;

/** A value of a type with all its optional fields, and the poison wherever there may be any text. */
export type Poisoned<T> = T extends string
  ? string extends T
    ? Poison
    : T
  : T extends number | boolean | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Poisoned<Item>[]
      : { readonly [Field in keyof T]-?: Poisoned<Exclude<T[Field], undefined>> };

const OBEYED = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

const ESCAPE = '\u001b';

/** The colours of umctl itself. */
const COLOUR = new RegExp(`${ESCAPE}\\[\\d\\d?m`, 'g');

/** What is wrong with what a view wrote: controls that a terminal obeys, lines that umctl did not write. */
export function harmIn(lines: readonly string[]): readonly string[] {
  const shown = lines.join('\n').replace(COLOUR, '').split('\n');
  return shown.filter((line) => OBEYED.test(line) || line.startsWith(FORGED));
}
