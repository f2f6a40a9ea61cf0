import type { z } from 'zod';

/** Whose variables were parsed: what the schema was, and what it was given. */
export interface Subject {
  readonly schema: z.core.$ZodType;
  readonly vars: Readonly<Record<string, unknown>>;
}

/** What stands at `path` in `value`; undefined when there is nothing. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (around, key) => (around as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key],
    value,
  );

/** `virtual_services[0].port` */
export const showPath = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
