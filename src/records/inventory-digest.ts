import { createHash } from 'node:crypto';
import type { Host } from '../core/host.ts';

/**
 * What an inventory says, in 16 hex digits: hosts, groups, variables, connections. Comments and order of keys in the
 * file are none of it; secrets are in it by their fingerprints.
 */
export const inventoryDigest = (hosts: readonly Host[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(hosts.map(({ name, groups, vars, connection }) => sorted({ name, groups, vars, connection }))),
    )
    .digest('hex')
    .slice(0, 16);

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
