import type { Host } from '../../core/host.ts';

/** The group of hosts that leave a cluster: whatever other groups they are in, they have no duties any more. */
export const REMOVED = 'removed';

/** The groups whose hosts have duties in a cluster: its nodes. */
export const NODES: readonly string[] = ['directors', 'real_servers'];

export const isRemoved = ({ groups }: Pick<Host, 'groups'>): boolean => groups.includes(REMOVED);

/** The host as plays and roles are to see it. */
export const withoutDuties = (host: Host): Host =>
  isRemoved(host) ? { ...host, groups: host.groups.filter((group) => !NODES.includes(group)) } : host;
