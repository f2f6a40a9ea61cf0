import type { Host } from '../core/host.ts';
import type { Alternative } from '../core/play.ts';
import { unsealed } from './unseal.ts';
import { keysOf, leaves } from './validate/shape.ts';

/** What reads variables: plays with their roles, and what they are about. */
type Reading = Pick<Alternative, 'plays' | 'domain'>;

/**
 * Hosts with their templates filled in, where that counts: in the variables that roles and the domain know, of hosts that a
 * play is for or whose groups a role reads.
 */
export function settled(
  hosts: readonly Host[],
  readings: readonly Reading[],
  isInPlay: (host: Host) => boolean,
): readonly Host[] {
  const roles = [...new Set(readings.flatMap(({ plays }) => plays.flatMap((play) => play.roles)))];
  const own = readings.flatMap(({ domain }) => domain?.reads ?? []);
  const names = new Set([...roles.flatMap((role) => keysOf(leaves(role.vars))), ...own]);
  const read = new Set(roles.flatMap(({ readsGroups = [] }) => readsGroups));
  const counts = (host: Host): boolean => isInPlay(host) || host.groups.some((group) => read.has(group));
  const schemas = roles.map(({ vars }) => vars);
  return hosts.map((host) =>
    unsealed(
      host.settle !== undefined && counts(host)
        ? { ...host.settle(names), groups: host.groups, unsettled: host.unsettled ?? host }
        : host,
      schemas,
    ),
  );
}
