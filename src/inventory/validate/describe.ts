import type { z } from 'zod';
import { vaultedText } from '../../core/schema.ts';
import { leaves } from './shape.ts';

type Schema = z.core.$ZodTypes;

/** What would be right for one of these schemas, to end the sentence "expected …". */
export const describe = (schemas: readonly Schema[]): string =>
  orList([...new Set(schemas.map(describeOne))]) || 'another value';

function describeOne(schema: Schema): string {
  const { def } = schema._zod;
  if (schema === (vaultedText as unknown)) return 'a vaulted value (!vault)';
  switch (def.type) {
    case 'string':
      return 'text';
    case 'number':
      return `${'check' in def && def.check === 'number_format' ? 'a whole number' : 'a number'}${range(def.checks ?? [])}`;
    case 'boolean':
      return 'true or false';
    case 'enum':
      return orList(Object.values(def.entries).map(String));
    case 'literal':
      return orList(def.values.map(String));
    case 'array':
    case 'tuple':
      return 'a list';
    case 'object':
      return mapping(def.shape);
    case 'record':
      return 'a mapping';
    default:
      return 'another value';
  }
}

/** `{ serial: … }`: the keys that have to be there, or else those that may. */
function mapping(shape: Readonly<Record<string, z.core.$ZodType>>): string {
  const needed = Object.entries(shape).filter(([, schema]) => schema._zod.optin === undefined);
  if (needed.length > 0) return `{ ${needed.map(([key, schema]) => `${key}: ${constant(schema)}`).join(', ')} }`;
  const keys = Object.keys(shape);
  return keys.length === 0 ? 'a mapping' : `a mapping with any of ${keys.join(', ')}`;
}

function constant(schema: z.core.$ZodType): string {
  const values = leaves(schema).map(({ _zod: { def } }) => (def.type === 'literal' ? def.values : [undefined]));
  const [only, ...others] = values.flat();
  return only === undefined || others.length > 0 ? '…' : String(only);
}

/** The limits that checks set, such as ` from 1 to 65535`. */
function range(checks: readonly z.core.$ZodCheck<never>[]): string {
  const defs = checks.map((check) => (check as unknown as z.core.$ZodChecks)._zod.def);
  const low = defs.find((def) => def.check === 'greater_than');
  const high = defs.find((def) => def.check === 'less_than');
  if (low?.inclusive === true && high?.inclusive === true) return ` from ${low.value} to ${high.value}`;
  const limits = [
    ...(low === undefined ? [] : [`${low.inclusive ? 'at least' : 'more than'} ${low.value}`]),
    ...(high === undefined ? [] : [`${high.inclusive ? 'at most' : 'less than'} ${high.value}`]),
  ];
  return limits.length === 0 ? '' : `, ${limits.join(' and ')}`;
}

/** `a, b or c` */
const orList = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
