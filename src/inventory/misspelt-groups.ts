import { DUTIES, REMOVED } from '../cluster/membership/removed.ts';
import type { Problem } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { nearest } from './nearest.ts';

const MEANINGFUL: readonly string[] = [...DUTIES, REMOVED];

/**
 * Hosts that nothing is done to because of a slip in the name of their group, such as `real_server`: one problem per group,
 * however many hosts are in it, at the first of them. Groups of other names are somebody else's.
 * @param isInPlay whether any play is for the host
 */
export function misspeltGroups(hosts: readonly Host[], isInPlay: (host: Host) => boolean): readonly Problem[] {
  const groups = [...new Set(hosts.flatMap((host) => host.groups))].filter((group) => !MEANINGFUL.includes(group));
  return groups.flatMap((group) => {
    const meant = nearest(group, MEANINGFUL);
    if (meant === undefined) return [];
    const affected = hosts
      .filter(({ groups: of }) => of.includes(group) && !of.includes(meant))
      .filter((host) => meant === REMOVED || !isInPlay(host));
    const [first] = affected;
    if (!first) return [];
    const who = `${affected.map(({ name }) => name).join(', ')} ${affected.length === 1 ? 'is' : 'are'}`;
    const message = `${who} in the group "${group}", which means nothing to umctl; did you mean "${meant}"?`;
    return [{ at: first.at([]), message }];
  });
}
