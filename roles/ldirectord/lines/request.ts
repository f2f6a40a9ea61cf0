import type { ServiceType } from '../../../src/cluster/services/negotiation.ts';

/** Services that are asked for something other than a path. */
const NOT_A_PATH: ReadonlySet<ServiceType | undefined> = new Set([
  'dns',
  'ldap',
  'ldaps',
  'mysql',
  'oracle',
  'pgsql',
  'simpletcp',
]);

/**
 * ldirectord puts a slash before every request that has none, and takes one away again where it does not belong: a
 * request that begins with a slash of its own would lose it.
 */
export const request = (text: string | undefined, service: ServiceType | undefined): string | undefined =>
  text?.startsWith('/') && NOT_A_PATH.has(service) ? `/${text}` : text;
