import { refuse } from './failure.ts';

/** What Python takes for blanks. */
const BLANK = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const BLANKS_BEFORE = new RegExp(`^${BLANK}+`, 'u');
const BLANKS_BEHIND = new RegExp(`${BLANK}+$`, 'u');
const BLANKS = new RegExp(`${BLANK}+`, 'u');

export const lower = (text: string): string => text.toLowerCase();
export const upper = (text: string): string => text.toUpperCase();

export const capitalize = (text: string): string => {
  const [first = '', ...rest] = text;
  return titleCase(first) + lower(rest.join(''));
};

const titleCase = (character: string): string =>
  /^\p{ASCII}*$/u.test(character) || upper(character).length === 1
    ? upper(character)
    : refuse('a letter with a form of its own for titles');

/** Each run of letters begins with a capital one. */
export const title = (text: string): string =>
  /^\p{ASCII}*$/u.test(text)
    ? text.replace(/[A-Za-z]+/g, (word) => upper(word.slice(0, 1)) + lower(word.slice(1)))
    : refuse('a title of letters beyond ASCII');

/** Without the blanks, or these characters, around it. */
export function strip(text: string, characters?: string, side: 'both' | 'left' | 'right' = 'both'): string {
  if (characters === undefined) {
    const left = side === 'right' ? text : text.replace(BLANKS_BEFORE, '');
    return side === 'left' ? left : left.replace(BLANKS_BEHIND, '');
  }
  const all = [...text];
  const strips = (at: number): boolean => characters.includes(all.at(at) ?? '\uffff');
  if (side !== 'right') while (all.length > 0 && strips(0)) all.shift();
  if (side !== 'left') while (all.length > 0 && strips(-1)) all.pop();
  return all.join('');
}

interface Split {
  /** How often to split; below zero: as often as there is something to split at. */
  readonly most: number;
  readonly direction: 'left' | 'right';
}

/** Split at a text, or at blanks, of which those around do not count. */
export function splitText(text: string, at: string | undefined, { most, direction }: Split): readonly string[] {
  if (at === '') return refuse('a split at an empty text');
  if (at === undefined) {
    if (most >= 0) return refuse('a split at blanks with a limit');
    return text.split(BLANKS).filter((part) => part !== '');
  }
  const parts = text.split(at);
  if (most < 0 || parts.length <= most + 1) return parts;
  return direction === 'left'
    ? [...parts.slice(0, most), parts.slice(most).join(at)]
    : [parts.slice(0, parts.length - most).join(at), ...parts.slice(parts.length - most)];
}

/** All that Python takes for the end of a line. */
const LINE_ENDS = new RegExp(['\\r\\n', '[\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029]'].join('|'));

export function splitLines(text: string): readonly string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

interface Replacement {
  readonly from: string;
  readonly to: string;
  readonly most: number;
}

export function replaceText(text: string, { from, to, most }: Replacement): string {
  if (from === '') return refuse('a replacement of an empty text');
  const parts = splitText(text, from, { most, direction: 'left' });
  return parts.join(to);
}
