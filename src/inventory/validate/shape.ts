import type { z } from 'zod';

type Schema = z.core.$ZodTypes;

/** The schemas that a value may meet behind `schema`: without wrappers, and with every branch of a union. */
export function leaves(schema: z.core.$ZodType): readonly Schema[] {
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return leaves(def.innerType);
    case 'pipe':
      return leaves((def.in as Schema)._zod.def.type === 'transform' ? def.out : def.in);
    case 'lazy':
      return leaves(def.getter());
    case 'union':
      return def.options.flatMap(leaves);
    case 'intersection':
      return [...leaves(def.left), ...leaves(def.right)];
    case 'never': // what strictObject has for all other keys
      return [];
    default:
      return [schema as Schema];
  }
}

/** The schemas for the value at `path` in what `schema` is for. */
export const leavesAt = (schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly Schema[] =>
  path.reduce<readonly Schema[]>((around, key) => around.flatMap((leaf) => inside(leaf, key)), leaves(schema));

function inside(leaf: Schema, key: PropertyKey): readonly Schema[] {
  const { def } = leaf._zod;
  switch (def.type) {
    case 'object': {
      const inner = def.shape[String(key)] ?? def.catchall;
      return inner === undefined ? [] : leaves(inner);
    }
    case 'array':
      return leaves(def.element);
    case 'record':
      return leaves(def.valueType);
    case 'tuple': {
      const inner = def.items[Number(key)] ?? def.rest;
      return inner === undefined || inner === null ? [] : leaves(inner);
    }
    default:
      return [];
  }
}

/** The keys that mappings for these schemas may have; not those that are there to be refused with words of their own. */
export const keysOf = (schemas: readonly Schema[]): readonly string[] =>
  schemas.flatMap(({ _zod: { def } }) =>
    def.type === 'object'
      ? Object.entries(def.shape).flatMap(([key, inner]) => (leaves(inner).length === 0 ? [] : [key]))
      : [],
  );
