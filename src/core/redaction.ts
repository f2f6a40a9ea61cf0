import { spellings } from './spellings.ts';

/** What kind of text is shown. */
export interface Shown {
  /**
   * `sentence`: umctl's own words, with some of a host's in them. A short word in them is taken for one of umctl's.
   * Default `output`: a host's words.
   */
  readonly as?: 'output' | 'sentence';
  /** Lines that are shown as they are, because they are shown anyway: umctl itself wants them. */
  readonly keep?: ReadonlySet<string>;
}

/** A value shorter than this would be found all over ordinary text. */
const SHORTEST = 4;

/** A line of a value of several lines is looked for, too: only some of them may be shown. */
const SHORTEST_LINE = 8;

/** Words such as `root` are in sentences anyway: taken out, they would tell by their place what the password is. */
const SHORT_WORD = /^[a-z]{1,7}$/;

const TOKEN = '\uE000[^\uE000\uE001]*\uE001';

/** A token, or what a host put into a text to have it look like one. */
const MARKED = new RegExp(`${TOKEN}|[\uE000\uE001]`, 'g');

/** Without the characters that mark tokens: a host that sends them must not make a text look like a secret of umctl's. */
export const withoutTokens = (text: string): string => text.replace(/[\uE000\uE001]/g, '\uFFFD');

interface Spelling {
  readonly token: string;
  readonly text: string;
  readonly isWord: boolean;
}

/**
 * Makes what takes secrets out of texts, in all their {@link spellings}; tokens stand in their place. A text that was gone
 * through before stays as it is; what only looks like a token does not.
 * @param values by token; there may be more later
 * @param isToken whether it is one of those that have no value to look for
 */
export function createRedaction(
  values: () => ReadonlyMap<string, string>,
  isToken: (text: string) => boolean = () => false,
): (text: string, shown?: Shown) => string {
  const known = new Map<string, readonly Spelling[]>();
  const spelled = (token: string, value: string): readonly Spelling[] => {
    const made = known.get(token) ?? spell(token, value);
    known.set(token, made);
    return made;
  };
  return (given, { as = 'output', keep } = {}) => {
    const text = given.replace(MARKED, (mark) => (values().has(mark) || isToken(mark) ? mark : withoutTokens(mark)));
    const found = [...values()]
      .flatMap(([token, value]) => spelled(token, value))
      .filter((one) => !(as === 'sentence' && one.isWord) && text.includes(one.text))
      // A secret that holds another is taken out whole.
      .sort((a, b) => b.text.length - a.text.length);
    if (found.length === 0) return text;
    const tokens = new Map([...found].reverse().map((one) => [one.text, one.token]));
    const any = new RegExp([TOKEN, ...found.map((one) => escaped(one.text))].join('|'), 'g');
    return text.replace(any, (match, offset: number) =>
      keep !== undefined && linesAround(text, offset, offset + match.length).every((line) => keep.has(line))
        ? match
        : (tokens.get(match) ?? match),
    );
  };
}

function spell(token: string, value: string): readonly Spelling[] {
  const lines = value.split('\n').filter((line) => line.length >= SHORTEST_LINE);
  return [...new Set([value, ...lines])]
    .filter((part) => part.length >= SHORTEST)
    .flatMap((part) => spellings(part).map((text) => ({ token, text, isWord: SHORT_WORD.test(text) })));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The whole lines that a part of a text is in. */
const linesAround = (text: string, from: number, to: number): readonly string[] => {
  const end = text.indexOf('\n', to);
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, end < 0 ? text.length : end).split('\n');
};
