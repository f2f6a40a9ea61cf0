import { refuse } from './failure.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A text between quotes, as Python reads it. An escape that Python does not know stays as it is. */
export const unescapePython = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
      const code = octal === undefined ? Number.parseInt(x ?? u ?? long ?? '', 16) : Number.parseInt(octal, 8);
      if (other === undefined) return code > 0x10ffff ? refuse(`${whole} is no character`) : String.fromCodePoint(code);
      if (/[NxuU]/.test(other)) return refuse(`the escape ${whole} in a text`);
      return SIMPLE[other] ?? whole;
    },
  );
