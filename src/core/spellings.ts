/** Characters that shells take for more than themselves, so that whoever quotes with backslashes puts one in front. */
const SPECIAL = /[^A-Za-z0-9_@%+=:,./-]/g;

/** A coded text shorter than this may be met by chance. */
const SHORTEST_CODED = 6;

/**
 * A value as programs print it: as it is, quoted for a shell (in quotes or with backslashes), in double quotes, in JSON,
 * as part of a URL or of HTML, in base64 at any place of a longer text, and in hexadecimal.
 */
export const spellings = (value: string): readonly string[] => [
  ...new Set([
    value,
    value.replaceAll("'", `'\\''`),
    value.replaceAll("'", `'"'"'`),
    value.replaceAll("'", "''"),
    value.replaceAll(/[\\']/g, '\\$&'),
    value.replaceAll(SPECIAL, '\\$&'),
    value.replaceAll(/["$`\\]/g, '\\$&'),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...coded(value),
  ]),
];

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
