import type { MeaningfulGroup } from '../core/domain.ts';
import type { Problem } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';
import { meantSo, wayOut } from './other-names.ts';

/** A word of fewer letters may well be another word when two of them differ: `remote` is not `removed`. */
const LONG = 8;

/**
 * Hosts that nothing is done to because of a slip in the name of their group, such as `real_server`: one problem per group,
 * however many hosts are in it, at the first of them. Groups of other names are somebody else's.
 * @param isInPlay whether any play is for the host
 */
export function misspeltGroups(
  hosts: readonly Host[],
  {
    groups: meaningful,
    isInPlay,
  }: { readonly groups: readonly MeaningfulGroup[]; readonly isInPlay: (host: Host) => boolean },
): readonly Problem[] {
  const names = meaningful.map(({ name }) => name);
  const overriding = meaningful.flatMap(({ name, overrides }) => (overrides === true ? [name] : []));
  const groups = [...new Set(hosts.flatMap((host) => host.groups))].filter((group) => !names.includes(group));
  return groups.flatMap((group) => {
    const meant = nearest(group, names, group.length < LONG ? 1 : 2);
    if (meant === undefined) return [];
    const affected = hosts
      .filter(({ groups: of, vars }) => of.includes(group) && !of.includes(meant) && !meantSo(vars, group))
      .filter((host) => overriding.includes(meant) || !isInPlay(host));
    const [first] = affected;
    if (!first) return [];
    const who = `${affected.map(({ name }) => name).join(', ')} ${affected.length === 1 ? 'is' : 'are'}`;
    const message = `${who} in the group "${group}", which means nothing to umctl; did you mean "${meant}"? If not, write ${wayOut(group)} in its variables`;
    return [{ at: first.at([]), message }];
  });
}
