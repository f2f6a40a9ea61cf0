/** Characters that shells take for more than themselves, so that whoever quotes with backslashes puts one in front. */
const SPECIAL = /[^A-Za-z0-9_@%+=:,./-]/g;

/** A coded text shorter than this may be met by chance. */
const SHORTEST_CODED = 6;

/**
 * A value as programs print it: as it is, quoted for a shell (in quotes or with backslashes), in double quotes, in JSON,
 * as part of a URL or of HTML, in base64 at any place of a longer text, and in hexadecimal. Programs that umctl starts
 * have the locale C, in which many print each byte of another letter than ASCII by its number.
 */
export const spellings = (value: string): readonly string[] => [
  ...new Set([...quoted(value), ...inJson(value), ...inUrls(value), ...inHtml(value), ...coded(value)]),
];

const quoted = (value: string): readonly string[] => {
  const texts = [
    value,
    value.replaceAll("'", `'\\''`),
    value.replaceAll("'", `'"'"'`),
    value.replaceAll("'", "''"),
    value.replaceAll(/[\\']/g, '\\$&'),
    value.replaceAll('\\', '\\\\'),
    value.replaceAll(SPECIAL, '\\$&'),
    value.replaceAll(/["$`\\]/g, '\\$&'),
  ];
  return texts.flatMap((text) => [text, ...BY_NUMBER.map((numbers) => text.replaceAll(NOT_ASCII, numbers))]);
};

const NOT_ASCII = /[^\0-\x7f]+/g;

const eachByte = (spell: (byte: number) => string) => (text: string) => [...Buffer.from(text)].map(spell).join('');

const octal = eachByte((byte) => `\\${byte.toString(8)}`);

/** Of bytes from 128: those of bash and sed, of ls, of ksh93 and Python, and of `cat -v`. */
const BY_NUMBER: readonly ((text: string) => string)[] = [
  octal,
  (text) => `'$'${octal(text)}''`,
  eachByte((byte) => `\\x${byte.toString(16)}`),
  eachByte((byte) => (byte < 160 ? `M-^${String.fromCharCode(byte - 64)}` : `M-${String.fromCharCode(byte - 128)}`)),
];

function inJson(value: string): readonly string[] {
  const text = JSON.stringify(value).slice(1, -1);
  const units = (letters: string): string =>
    Array.from(
      { length: letters.length },
      (_, at) => `\\u${letters.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join('');
  const ascii = text.replaceAll(NOT_ASCII, units);
  return [text, ascii, ascii.replaceAll('/', '\\/')];
}

/** With more or fewer of the characters that may stand in a URL as they are, and as in a form. */
function inUrls(value: string): readonly string[] {
  const some = encodeURIComponent(value.toWellFormed());
  const all = some.replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const texts = [some, all, all.replaceAll('%20', '+'), all.replaceAll('%2F', '/')];
  return [...texts, ...texts.map((text) => text.replaceAll(/%../g, (one) => one.toLowerCase()))];
}

function inHtml(value: string): readonly string[] {
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [text, ...['&#39;', '&#x27;', '&apos;'].map((quote) => text.replaceAll("'", quote))];
}

function coded(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // Characters that hold bits of what stands before or behind are not the value's alone.
    const core = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [hex, hex.toUpperCase(), ...base64].filter((text) => text.length >= SHORTEST_CODED);
}
