import type { z } from 'zod';
import { containsSecret } from '../../core/secrets.ts';

const MOST_SHOWN = 60;
const MOST_KEYS = 5;
const STRUCTURES: ReadonlySet<string> = new Set(['object', 'record', 'array', 'tuple']);

/**
 * What was found, for people. Text is shown only where text might have been right: where a mapping says from where a
 * secret comes, a text may well be the secret itself.
 */
export function found(value: unknown, expected: readonly z.core.$ZodTypes[]): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return mapping(Object.keys(value));
  if (typeof value !== 'string') return String(value);
  const wantsData = expected.length > 0 && expected.every(({ _zod: { def } }) => STRUCTURES.has(def.type));
  if (wantsData || containsSecret(value)) return 'text';
  const shown = JSON.stringify(value);
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…"` : shown;
}

function mapping(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty mapping';
  const shown = keys.slice(0, MOST_KEYS).map((key) => `${key}: …`);
  return `{ ${[...shown, ...(keys.length > MOST_KEYS ? ['…'] : [])].join(', ')} }`;
}
