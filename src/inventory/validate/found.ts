import type { z } from 'zod';
import { vaultedText } from '../../core/schema.ts';
import { containsSecret } from '../../core/secrets.ts';

const MOST_SHOWN = 60;
const MOST_KEYS = 5;
const STRUCTURES: ReadonlySet<string> = new Set(['object', 'record', 'array', 'tuple']);

/**
 * What was found, for people. Texts and numbers are shown only where they might have been right: where a mapping says
 * from where a secret comes, a text may well be the secret itself.
 */
export function found(value: unknown, expected: readonly z.core.$ZodTypes[]): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return mapping(Object.keys(value));
  const wantsData = expected.length > 0 && expected.every(isData);
  if (typeof value !== 'string') return wantsData && typeof value !== 'boolean' ? 'a number' : String(value);
  if (wantsData || containsSecret(value)) return 'text';
  const shown = JSON.stringify(value);
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…"` : shown;
}

const isData = (schema: z.core.$ZodTypes): boolean =>
  STRUCTURES.has(schema._zod.def.type) || schema === (vaultedText as unknown);

function mapping(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty mapping';
  const shown = keys.slice(0, MOST_KEYS).map((key) => `${key}: …`);
  return `{ ${[...shown, ...(keys.length > MOST_KEYS ? ['…'] : [])].join(', ')} }`;
}
