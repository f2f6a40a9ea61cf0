const NUMERIC = '\\[[0-9]+:[0-9]+(?::[0-9]+)?\\]';
const HEXADECIMAL = '\\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\\]';
const ALPHANUMERIC = '\\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)(?::[0-9]+)?\\]';

const I4 = `(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]|${NUMERIC})`;
const I6 = `(?:[0-9a-f]{1,4}|${HEXADECIMAL})`;
const LABEL = `(?:[\\p{L}\\p{N}_]|${ALPHANUMERIC})(?:[\\p{L}\\p{N}_\\-]|${ALPHANUMERIC})*(?<![_\\-])`;

/** As Ansible has it: only its first and last branches are tied to an end of the text, the others to its beginning. */
const IPV6 = [
  `(?:${I6}:){7}${I6}`,
  `(?:${I6}:){1,6}:`,
  ...[1, 2, 3, 4, 5, 6].map((n) => `(?:${I6}:){${n}}(?::${I6}){1,${7 - n}}`),
  `:(?::${I6}){1,6}`,
  `${I6}?::`,
  `(?:0:){6}(?:${I6}\\.){3}${I6}`,
  `::(?:ffff:)?(?:${I6}\\.){3}${I6}`,
  `(?:0:){5}ffff:(?:${I6}\\.){3}${I6}$`,
];

const FORMS = [
  new RegExp(`^(?:${I4}\\.){3}${I4}$`, 'iu'),
  new RegExp(`^(?:${IPV6.join('|')})`, 'iu'),
  new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'iu'),
];

const BRACKETED_PORT = /^\[(.+)\]:([0-9]+)$/;
const PORT = /^((?:[^:[\]]|\[[^\]]*\])*):([0-9]+)$/;

/** One host, with ranges and a port maybe, as Ansible takes it apart (ansible/parsing/utils `parse_address`). */
export function hostAddress(text: string): { readonly address: string; readonly port?: number } | undefined {
  const [, unbracketed = text, outer] = BRACKETED_PORT.exec(text) ?? [];
  const [, address = unbracketed, inner] = PORT.exec(unbracketed) ?? [];
  if (!FORMS.some((form) => form.test(address))) return undefined;
  const port = inner ?? outer;
  return port === undefined ? { address } : { address, port: Number(port) };
}

export const isHostAddress = (text: string): boolean => hostAddress(text) !== undefined;
