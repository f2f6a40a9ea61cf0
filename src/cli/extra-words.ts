/** What a name has that stands for something secret. */
const SECRET = /pass|secret|token|key|vault/i;

/** A value of `--extra-vars` as it may be shown and recorded: not at all, where something in it may be secret. */
export const withoutSecrets = (given: string): string => (given.startsWith('@') || !SECRET.test(given) ? given : '…');

/** Words of a command line as they may be shown and recorded. */
export const shownWords = (words: readonly string[]): readonly string[] =>
  words.map((word, at) => {
    const [, option = '', joined] = /^(-e|--extra-vars)(?:=?(.*))$/s.exec(word) ?? [];
    if (joined !== undefined && joined !== '') return `${option}${option === '-e' ? '' : '='}${withoutSecrets(joined)}`;
    return /^(?:-e|--extra-vars)$/.test(words[at - 1] ?? '') ? withoutSecrets(word) : word;
  });
