import { type PythonRegex, pythonRegex } from './regex.ts';

/**
 * A shell pattern as Python's fnmatch reads it: `*`, `?`, `[abc]`, `[a-c]` and `[!abc]`. A bracket that is not closed
 * means itself, and so does a range from a character to an earlier one: it matches nothing.
 */
export function shellPattern(pattern: string): PythonRegex | { readonly wrong: string } {
  const characters = [...pattern];
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const end = character === '[' ? closingBracket(characters, at) : undefined;
    if (character === '*') parts.push('.*');
    else if (character === '?') parts.push('.');
    else if (end === undefined) parts.push(character.replace(/[^A-Za-z0-9_]/u, '\\$&'));
    else {
      parts.push(bracketed(characters.slice(at + 1, end).join('')));
      at = end;
    }
  }
  return pythonRegex(`${parts.join('')}\\Z`, { dotAll: true });
}

function closingBracket(characters: readonly string[], open: number): number | undefined {
  let at = open + 1;
  if (characters[at] === '!') at += 1;
  if (characters[at] === ']') at += 1;
  while (at < characters.length && characters[at] !== ']') at += 1;
  return at < characters.length ? at : undefined;
}

/** What stands within brackets, as a class of a regular expression (`translate` in Python's fnmatch.py, 3.11). */
function bracketed(content: string): string {
  const text = content.includes('-') ? joined(ranges(content)) : content.replaceAll('\\', '\\\\');
  const safe = text.replace(/[&~|]/g, '\\$&');
  if (safe === '') return '(?!)';
  if (safe === '!') return '.';
  if (safe.startsWith('!')) return `[^${safe.slice(1)}]`;
  return /^[\^[]/.test(safe) ? `[\\${safe}]` : `[${safe}]`;
}

/** The pieces between those dashes that make ranges. */
function ranges(content: string): readonly string[] {
  const chunks: string[] = [];
  let from = 0;
  let dash = content.indexOf('-', content.startsWith('!') ? 2 : 1);
  while (dash >= 0) {
    chunks.push(content.slice(from, dash));
    from = dash + 1;
    dash = content.indexOf('-', dash + 3);
  }
  const rest = content.slice(from);
  if (rest !== '') chunks.push(rest);
  else chunks.push(`${chunks.pop() ?? ''}-`);
  for (let k = chunks.length - 1; k > 0; k -= 1) {
    const [before = '', after = ''] = [chunks[k - 1], chunks[k]];
    if ((before.at(-1) ?? '') > (after[0] ?? '')) chunks.splice(k - 1, 2, before.slice(0, -1) + after.slice(1));
  }
  return chunks;
}

const joined = (chunks: readonly string[]): string =>
  chunks.map((chunk) => chunk.replaceAll('\\', '\\\\').replaceAll('-', '\\-')).join('-');
