import type { z } from 'zod';
import type { Host } from '../../core/host.ts';
import { asBoolean } from '../boolean.ts';
import { leavesAt } from './shape.ts';
import { valueAt } from './subject.ts';

const TEXTS: ReadonlySet<string> = new Set(['string', 'enum', 'literal', 'any', 'unknown']);

/**
 * The variables with the texts that templates made taken for numbers and booleans where nothing else is expected: all that
 * Jinja makes is text, and Ansible's modules take it so.
 */
export const withMadeTexts = (
  vars: Readonly<Record<string, unknown>>,
  { made = [] }: Pick<Host, 'made'>,
  schema: z.core.$ZodType,
): Readonly<Record<string, unknown>> =>
  made.reduce<Readonly<Record<string, unknown>>>((all, path) => {
    const text = valueAt(all, path);
    if (typeof text !== 'string') return all;
    const value = meant(
      text,
      leavesAt(schema, path).map(({ _zod }) => _zod.def.type),
    );
    return value === undefined ? all : (replaced(all, path, value) as Readonly<Record<string, unknown>>);
  }, vars);

function meant(text: string, types: readonly string[]): number | boolean | undefined {
  if (types.some((type) => TEXTS.has(type))) return undefined;
  if (types.includes('number') && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return types.includes('boolean') ? asBoolean(text) : undefined;
}

function replaced(around: unknown, [key, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(around)) return around.map((one, i) => (i === key ? replaced(one, rest, value) : one));
  const inner = around as Readonly<Record<PropertyKey, unknown>>;
  return { ...inner, [key]: replaced(inner[key], rest, value) };
}
