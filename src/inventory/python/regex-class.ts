/** What Python's `\d`, `\w` and `\s` match in a text, for the inside of a class under the flag `v`. */
const WITHIN: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
};

/** A class escape such as `\d` or `\W` as an expression of its own; undefined for other letters. */
export function classEscape(letter: string): string | undefined {
  const within = WITHIN[letter.toLowerCase()];
  if (within === undefined) return undefined;
  return letter === letter.toLowerCase() ? `[${within}]` : `[^${within}]`;
}

/** A character that means itself, wherever it stands. */
export const literal = (character: string): string =>
  /^[A-Za-z0-9]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The character that an escape stands for (`at`: where its backslash is), and where it ends; undefined for an escape that
 * Python refuses. `\b` is one only within a class.
 */
export function characterEscape(
  source: string,
  at: number,
): { readonly character: string; readonly end: number } | undefined {
  const coded = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(0[0-7]{0,2}|[0-3][0-7]{2}))/.exec(
    source.slice(at, at + 10),
  );
  if (coded !== null) {
    const [whole, x, u, long, octal] = coded;
    const code = octal === undefined ? Number.parseInt(x ?? u ?? long ?? '', 16) : Number.parseInt(octal, 8);
    return code > 0x10ffff ? undefined : { character: String.fromCodePoint(code), end: at + whole.length };
  }
  const character = String.fromCodePoint(source.codePointAt(at + 1) ?? 0);
  const control = CONTROLS[character];
  if (control !== undefined) return { character: control, end: at + 2 };
  return at + 1 >= source.length || /[A-Za-z0-9]/.test(character)
    ? undefined
    : { character, end: at + 1 + character.length };
}

/** A class in brackets, as an expression for the flag `v`. `at`: where its bracket is. */
export function readClass(
  source: string,
  at: number,
): { readonly expression: string; readonly end: number } | { readonly wrong: string } {
  let end = at + 1;
  const negated = source[end] === '^';
  if (negated) end += 1;
  const first = end;
  const parts: string[] = [];
  const item = (): { readonly one?: string; readonly many?: string } | undefined => {
    if (source[end] !== '\\') {
      const one = String.fromCodePoint(source.codePointAt(end) ?? 0);
      end += one.length;
      return { one };
    }
    const many = classEscape(source[end + 1] ?? '');
    if (many !== undefined) {
      end += 2;
      return { many };
    }
    const escaped = characterEscape(source, end);
    if (escaped === undefined) return undefined;
    end = escaped.end;
    return { one: escaped.character };
  };
  while (end < source.length && (source[end] !== ']' || end === first)) {
    const from = item();
    if (from === undefined) return { wrong: `Python does not know the escape ${source.slice(end, end + 2)}` };
    if (source[end] !== '-' || source[end + 1] === ']' || end + 1 >= source.length) {
      parts.push(from.many ?? literal(from.one ?? ''));
      continue;
    }
    end += 1;
    const to = item();
    if (
      from.one === undefined ||
      to?.one === undefined ||
      (from.one.codePointAt(0) ?? 0) > (to.one.codePointAt(0) ?? 0)
    )
      return { wrong: 'a range in brackets goes from a character to a later one' };
    parts.push(`${literal(from.one)}-${literal(to.one)}`);
  }
  if (end >= source.length) return { wrong: 'a bracket [ is not closed' };
  return { expression: `[${negated ? '^' : ''}${parts.join('')}]`, end: end + 1 };
}
