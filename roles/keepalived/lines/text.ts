/** `name {`, its lines and `}`, each on a line of its own: keepalived does not understand blocks on one line. */
export const block = (head: string, lines: readonly string[]): readonly string[] => [
  `${head} {`,
  ...lines.map((line) => (line === '' ? line : `  ${line}`)),
  '}',
];

/** `name value`, or no line where there is no value. */
export const setting = (name: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [`${name} ${value}`];

/** A word that stands alone where it is so. */
export const flag = (name: string, isSo: boolean | undefined): readonly string[] => (isSo === true ? [name] : []);

/** A command line with arguments is one word between double quotes. */
export const command = (name: string, value: string | undefined): readonly string[] =>
  setting(name, value === undefined ? undefined : `"${value}"`);
