/** No text file has these; PyYAML refuses them too (yaml/reader.py). */
const NOT_TEXT = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The first sign in a file that belongs in no text, by its name, and where it is. */
export function controlCharacter(text: string): { readonly index: number; readonly name: string } | undefined {
  const found = NOT_TEXT.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { index: found.index, name: `control character U+${code}` };
}
