/** A text without the quotes around it, as Ansible takes it (ansible/parsing/quoting.py). */
export const unquoted = (text: string): string =>
  text.length > 1 && /^["']/.test(text) && text.at(0) === text.at(-1) && text.at(-2) !== '\\'
    ? text.slice(1, -1)
    : text;
