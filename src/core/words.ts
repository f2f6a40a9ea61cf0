/**
 * Splits a text into words as a POSIX shell would (quotes and backslashes, no expansions), as Ansible does with
 * `ansible_ssh_common_args` (Python's shlex.split). Undefined when a quote is not closed.
 */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const piece = /\s+|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy;
  let word: string | undefined;
  let end = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    end = piece.lastIndex;
    const [whole, single, double, escaped, bare] = match;
    const part = single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? bare;
    if (part !== undefined) word = (word ?? '') + part;
    else if (whole !== '' && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (end !== text.length) return undefined;
  return word === undefined ? words : [...words, word];
}
