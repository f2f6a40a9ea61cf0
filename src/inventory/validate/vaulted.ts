import type { z } from 'zod';
import { vaultedText } from '../../core/schema.ts';
import { containsSecret } from '../../core/secrets.ts';
import { leavesAt } from './shape.ts';

/** The end of a sentence about a vaulted value that plans and files for all to read would show. */
export const NOT_KEPT_SECRET =
  'found a vaulted value, but umctl does not treat this as a secret (plans show it); write it in plain text';

/** Where vaulted values stand in `vars` that `schema` has not made for them. */
export const exposed = (
  vars: Readonly<Record<string, unknown>>,
  schema: z.core.$ZodType,
): readonly (readonly PropertyKey[])[] => tokensIn(vars).filter((path) => !keepsVaulted(schema, path));

/** Whether what stands at `path` may be vaulted. */
export const keepsVaulted = (schema: z.core.$ZodType, path: readonly PropertyKey[]): boolean =>
  leavesAt(schema, path).some((leaf) => leaf === (vaultedText as unknown));

/** The paths of all tokens in `value`. */
function tokensIn(value: unknown, path: readonly PropertyKey[] = []): readonly (readonly PropertyKey[])[] {
  if (typeof value === 'string') return containsSecret(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, item]) => tokensIn(item, [...path, key]));
}
