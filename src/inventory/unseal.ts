import type { z } from 'zod';
import type { Host } from '../core/host.ts';
import { keepsVaulted } from './validate/vaulted.ts';

/**
 * The host with its values in the clear, where the inventory was vaulted as a whole: names and addresses have to be shown. What
 * one of `schemas` keeps as a secret stays one.
 */
export function unsealed(host: Host, schemas: readonly z.core.$ZodType[]): Host {
  const { unseal } = host;
  if (unseal === undefined) return host;
  const clear = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string') return schemas.some((schema) => keepsVaulted(schema, path)) ? value : unseal(value);
    if (Array.isArray(value)) return value.map((item, i) => clear(item, [...path, i]));
    if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clear(inner, [...path, key])]));
  };
  const vars = clear(host.vars, []) as Host['vars'];
  return { ...host, vars, unsettled: host.unsettled ?? host };
}
