import { createHash } from 'node:crypto';
import type { Host } from '../core/host.ts';

/**
 * What an inventory says, in 16 hex digits: hosts, groups, variables, connections. Comments and order of keys in the
 * file are none of it; secrets are in it by their fingerprints.
 */
export const inventoryDigest = (hosts: readonly Host[]): string =>
  createHash('sha256')
    .update(JSON.stringify(hosts.map((host) => written(host.unsettled ?? host))))
    .digest('hex')
    .slice(0, 16);

/** Templates count as they are written: what they come to is asked for later, and only where it counts. */
const written = ({ name, groups, vars, connection }: Host): unknown => sorted({ name, groups, vars, connection });

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
