import type { Problem } from '../core/errors.ts';
import type { Inventory } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';
import type { Play } from '../core/play.ts';
import { bareName, knows } from './pattern.ts';
import { splitPattern } from './split-pattern.ts';

/**
 * Plays that are for a group nobody has, where the name is a slip for one that there is. Other names mean no hosts: a
 * playbook may be for many inventories.
 * @param meaningful names of groups that mean something, whether or not the inventory has them
 */
export function misspeltPlays(
  plays: readonly Play[],
  inventory: Inventory,
  meaningful: readonly string[],
): readonly Problem[] {
  const names = [...new Set([...inventory.groups, ...meaningful, ...inventory.hosts.map(({ name }) => name)])];
  return plays.flatMap(({ name, hosts }) =>
    splitPattern(hosts)
      .map(bareName)
      .filter((part) => !meaningful.includes(part) && !knows(inventory, part))
      .flatMap((part) => {
        const meant = nearest(part, names);
        const message = `the play "${name}" is for "${part}", and no host or group has that name; did you mean "${meant}"?`;
        return meant === undefined ? [] : [{ message }];
      }),
  );
}
