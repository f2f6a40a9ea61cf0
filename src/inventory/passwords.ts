import { containsSecret, type Secrets } from '../core/secrets.ts';
import { PASSWORDS } from './connection-names.ts';
import type { Variables } from './groups.ts';
import { isTemplate, withoutValue } from './yaml/template.ts';
import type { WrittenEntry } from './yaml/written.ts';

/**
 * Puts the tokens of passwords in their place, so that their values go no further than the inventory's own reader. What cannot
 * be a password says so in its place.
 */
export function passwordSealer(secrets: Secrets): (vars: Variables) => Variables {
  // Sealing is slow on purpose, and thousands of hosts may share one entry of a group.
  const sealed = new Map<WrittenEntry, WrittenEntry>();
  const seal = (name: string, entry: WrittenEntry): WrittenEntry => {
    const { value: written, at } = entry.content;
    const known = sealed.get(entry);
    // One that is left empty is not set.
    if (known !== undefined || isTemplate(written) || written === null || written === '') return known ?? entry;
    const vaulted = typeof written === 'string' && containsSecret(written);
    const value = vaulted ? secrets.reveal(written) : written;
    const wrong = wrongWith(value);
    const token = wrong === undefined ? secrets.seal(name, String(value)) : withoutValue(wrong);
    const result: WrittenEntry = { key: entry.key, content: { at, value: token } };
    sealed.set(entry, result);
    return result;
  };
  return (vars) => {
    const found = PASSWORDS.filter((name) => vars.has(name));
    return found.length === 0
      ? vars
      : new Map([...vars, ...found.map((name) => [name, seal(name, vars.get(name) as WrittenEntry)] as const)]);
  };
}

function wrongWith(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'expected a password as text; put it in quotes';
  if (value === '') return 'an empty password';
  return /\p{Cc}/u.test(value) ? 'a password cannot hold newlines or control characters' : undefined;
}
