/** A secret to be looked for, and what it is called where it is found. */
export interface Poison {
  readonly name: string;
  readonly value: string;
}

/** As it is, in hexadecimal, and in base64 whatever stands before it. */
const formsOf = (value: string): readonly string[] => {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Without the signs that what stands before and behind has a part in.
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [value, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64];
};

/** One form a line, as the scripts beside this file read them. */
export const formLines = (poisons: readonly Poison[]): string =>
  poisons.flatMap(({ name, value }) => formsOf(value).map((form) => `${name} ${form}\n`)).join('');

/** The names of those that are in a text, in any form. */
export const namesIn = (text: string, poisons: readonly Poison[]): readonly string[] =>
  poisons.filter(({ value }) => formsOf(value).some((form) => text.includes(form))).map(({ name }) => name);
