import { InputError } from '../core/errors.ts';

/** Passes names on that programs are given as they are. @throws InputError for one that they would take for an option */
export function noOption(what: string, names: readonly string[]): readonly string[] {
  const wrong = names.filter((name) => name.startsWith('-') || name === '');
  if (wrong.length > 0)
    throw new InputError(wrong.map((name) => ({ message: `'${name}' cannot be the name of a ${what}` })));
  return names;
}
