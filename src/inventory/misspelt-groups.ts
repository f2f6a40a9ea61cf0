import type { Problem } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { DUTIES, REMOVED } from '../core/members/removed.ts';
import { nearest } from './nearest.ts';

const MEANINGFUL: readonly string[] = [...DUTIES, REMOVED];

/**
 * Hosts that nothing is done to because of a slip in the name of their group, such as `real_server`. Groups of other names are
 * somebody else's.
 * @param isInPlay whether any play is for the host
 */
export function misspeltGroups(hosts: readonly Host[], isInPlay: (host: Host) => boolean): readonly Problem[] {
  return hosts.flatMap((host) =>
    host.groups.flatMap((group) => {
      const meant = MEANINGFUL.includes(group) ? undefined : nearest(group, MEANINGFUL);
      if (meant === undefined || host.groups.includes(meant)) return [];
      if (meant !== REMOVED && isInPlay(host)) return [];
      const message = `${host.name} is in the group "${group}", which means nothing to umctl; did you mean "${meant}"?`;
      return [{ at: host.at([]), message }];
    }),
  );
}
