import { lineAround, type Told } from './text-lines.ts';

/** Blanks that are none to YAML. */
const ODD_BLANK = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;

const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'a no-break space',
  '\u200b': 'a zero-width space',
  '\u3000': 'an ideographic space',
  '\ufeff': 'a byte order mark',
};

/** What is wrong with an odd blank or quotes at the beginning or end of an unquoted name; undefined when there is none. */
export function oddName(text: string): string | undefined {
  const blank = new RegExp(`^${ODD_BLANK.source}|${ODD_BLANK.source}$`).exec(text);
  if (blank !== null) return `${nameOf(blank[0])} in ${JSON.stringify(text)}; write an ordinary space, or none`;
  if (/^[“”„‘’‚«].*[“”„‘’‚»]$/.test(text)) return `a typographic quote in ${text}; write " or '`;
  return undefined;
}

/** What is wrong with a line that has an odd blank somewhere in it; undefined when it has none. */
export function oddBlank(line: string): string | undefined {
  const blank = ODD_BLANK.exec(line);
  return blank === null ? undefined : `${nameOf(blank[0])} in this line; write an ordinary space`;
}

const nameOf = (sign: string): string => `${NAMES[sign] ?? 'an odd blank'} (U+${hex(sign)})`;

const hex = (sign: string): string => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** The first odd blank between words in the line around `offset`, or in the one above. */
export function strangeBlank(text: string, offset: number): Told | undefined {
  const line = lineAround(text, offset);
  const above = line.start === 0 ? line : lineAround(text, line.start - 1);
  for (const { text: shown, start } of [line, above]) {
    const match = new RegExp(`(?:^|[\\s:-])(${ODD_BLANK.source})|(${ODD_BLANK.source})(?:$|:)`).exec(shown);
    if (match === null) continue;
    const sign = match[1] ?? match[2] ?? '';
    return {
      offset: start + match.index + match[0].indexOf(sign),
      message: `${nameOf(sign)} where YAML needs an ordinary space; write the space again`,
    };
  }
  return undefined;
}
