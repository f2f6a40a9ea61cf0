import { characterEscape, classEscape, literal, readClass } from './regex-class.ts';

/** How Python is told to read an expression. */
export interface RegexFlags {
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
  /** `.` matches newlines, too. */
  readonly dotAll?: boolean;
}

/** A regular expression of Python's, for JavaScript. */
export interface PythonRegex {
  readonly source: string;
  readonly flags: string;
  /** Whether its groups hold the same in both: not where one is in a repeated part, or in one of several branches. */
  readonly groupsAgree: boolean;
}

const WORD = '[\\p{L}\\p{N}_]';
const ESCAPES: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  Z: '(?![^])',
  b: `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`,
  B: `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD})(?:(?=[^])|(?<=[^])))`,
};

/**
 * Says in JavaScript what a regular expression says to Python's `re`, for a text. What JavaScript cannot say is named, and
 * so is what Python refuses.
 */
export function pythonRegex(given: string, flags: RegexFlags = {}): PythonRegex | { readonly wrong: string } {
  const [inline = '', letters = ''] = /^\(\?([aiLmsux]+)\)/.exec(given) ?? [];
  if (/[aLx]/.test(letters)) return { wrong: `the flag (?${letters}) is not understood; i, m and s are` };
  const source = given.slice(inline.length);
  const on = {
    i: flags.ignoreCase === true || letters.includes('i'),
    m: flags.multiline === true || letters.includes('m'),
    s: flags.dotAll === true || letters.includes('s'),
  };
  const plain: Readonly<Record<string, string>> = {
    '.': on.s ? '[^]' : '[^\\n]',
    '^': on.m ? '(?<![^\\n])' : '(?<![^])',
    $: on.m ? '(?![^\\n])' : '(?=\\n?(?![^]))',
    '|': '|',
    ')': ')',
  };
  const parts: string[] = [];
  let at = 0;
  while (at < source.length) {
    const read = piece(source, at, plain);
    if ('wrong' in read) return read;
    parts.push(read.expression);
    at = read.end;
  }
  const expression = parts.join('');
  const ready = `v${on.i ? 'i' : ''}`;
  const groupsAgree = agree(source);
  if (!groupsAgree && /\\[1-9]|\(\?P=/.test(source))
    return { wrong: 'a reference to a group that may not have matched means another thing here than in Python' };
  try {
    new RegExp(expression, ready);
  } catch {
    return { wrong: 'it is no regular expression' };
  }
  return { source: expression, flags: ready, groupsAgree };
}

type Piece = { readonly expression: string; readonly end: number } | { readonly wrong: string };

function piece(source: string, at: number, plain: Readonly<Record<string, string>>): Piece {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  const known = plain[character];
  if (known !== undefined) return { expression: known, end: at + 1 };
  if (character === '[') return readClass(source, at);
  if (character === '\\') return escaped(source, at);
  if (character === '(') return group(source, at);
  const [quantifier, counted, lazy = ''] = /^(\{\d*,?\d*\}|[*+?])([*+?]?)/.exec(source.slice(at, at + 30)) ?? [];
  if (quantifier === undefined || counted === '{}')
    return { expression: literal(character), end: at + character.length };
  if (lazy === '+') return { wrong: 'possessive repetitions (*+, ++, ?+) cannot be followed' };
  if (lazy === '*') return { wrong: 'it is no regular expression' };
  return { expression: (counted ?? '').replace(/^\{,/, '{0,') + lazy, end: at + quantifier.length };
}

function escaped(source: string, at: number): Piece {
  const letter = source[at + 1] ?? '';
  const [, reference] = /^\\([1-9]\d?)/.exec(source.slice(at, at + 3)) ?? [];
  const octal = /^\\[0-3][0-7]{2}/.test(source.slice(at, at + 4));
  if (reference !== undefined && !octal) return { expression: `(?:\\${reference})`, end: at + 1 + reference.length };
  const known = ESCAPES[letter] ?? classEscape(letter);
  if (known !== undefined) return { expression: known, end: at + 2 };
  const one = characterEscape(source, at);
  if (one === undefined) return { wrong: `Python does not know the escape \\${letter}` };
  return { expression: literal(one.character), end: one.end };
}

function group(source: string, at: number): Piece {
  const rest = source.slice(at);
  if (!rest.startsWith('(?')) return { expression: '(', end: at + 1 };
  const [same] = /^\(\?(?:[:=!]|<[=!])/.exec(rest) ?? [];
  if (same !== undefined) return { expression: same, end: at + same.length };
  const [named, name] = /^\(\?P<([A-Za-z_]\w*)>/.exec(rest) ?? [];
  if (named !== undefined) return { expression: `(?<${name}>`, end: at + named.length };
  const [back, to] = /^\(\?P=([A-Za-z_]\w*)\)/.exec(rest) ?? [];
  if (back !== undefined) return { expression: `(?:\\k<${to}>)`, end: at + back.length };
  const [comment] = /^\(\?#[^)]*\)/.exec(rest) ?? [];
  if (comment !== undefined) return { expression: '', end: at + comment.length };
  return { wrong: `${rest.slice(0, 4)}… cannot be followed` };
}

/** JavaScript forgets what groups held when a part is repeated, and lets a group that did not match match nothing. */
const agree = (source: string): boolean => {
  const bare = source.replace(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, '');
  return !/\|/.test(bare) && !/\)(?:[*?]|\{0?,|\{0\}|\{\d*,|\+)/.test(bare);
};
