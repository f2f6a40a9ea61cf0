import type { Problem } from '../core/errors.ts';
import { depthsOf, loops } from './depths.ts';
import type { Group, Groups } from './groups.ts';
import { type Tree, treeOf } from './tree.ts';

/** How groups and hosts hang together. */
export interface Hierarchy extends Omit<Tree, 'parentsOf' | 'tookOut'> {
  /** Names of all groups, in the order in which the inventory mentions them. */
  readonly groups: readonly string[];
  /** The groups a host is in, parents and `all` included, in the order in which later ones override earlier ones. */
  readonly groupsOf: (host: string) => readonly string[];
  /** The hosts of a group and of all groups below it, in Ansible's order. */
  readonly membersOf: (group: string) => readonly string[];
  /** Among groups of one depth those of a higher priority win. */
  readonly priorityOf: (group: string) => number;
  readonly problems: readonly Problem[];
}

const PRIORITY = 'ansible_group_priority';

/**
 * Orders groups as Ansible does (ansible/inventory/helpers.py `sort_groups`): by their depth below `all`, then
 * `ansible_group_priority` (1 unless set beside the group itself), then name.
 */
export function hierarchy(collected: Groups): Hierarchy {
  const { parentsOf, tookOut, ...tree } = treeOf(collected);
  const names = tree.groups;
  const depths = depthsOf(names, { parentsOf, childrenOf: tree.childrenOf });
  const { groups } = collected;
  const problems = [...loops(groups, parentsOf, new Set(depths.keys()))];
  const depth = (name: string): number => depths.get(name) ?? 0;
  const priorities = new Map([...groups.values()].map((group) => [group.name, readPriority(group, problems)]));
  const priorityOf = (name: string): number => priorities.get(name) ?? 1;
  const rank = (a: string, b: string): number =>
    depth(a) - depth(b) || priorityOf(a) - priorityOf(b) || (a < b ? -1 : 1);
  const direct = new Map<string, string[]>();
  for (const host of collected.hosts.keys()) direct.set(host, []);
  for (const group of names) for (const host of tree.hostsOf(group)) direct.get(host)?.push(group);
  return {
    ...tree,
    groupsOf: (host) =>
      [...withAncestors(direct.get(host) ?? [], parentsOf)]
        .filter((group) => group !== 'ungrouped' || !tookOut.has(host))
        .sort(rank),
    membersOf: (group) => [...new Set(walk(group, tree.childrenOf).flatMap(tree.hostsOf))],
    priorityOf,
    problems,
  };
}

function withAncestors(
  groups: readonly string[],
  parentsOf: (group: string) => readonly string[],
): ReadonlySet<string> {
  const found = new Set(groups);
  for (const name of found) for (const parent of parentsOf(name)) found.add(parent);
  return new Set(['all', ...found]);
}

/**
 * A group and those below it, level by level. Where two groups of a level have groups of their own, Ansible takes them in the order
 * of a set, which is another in each run; here they keep the order of the inventory.
 */
function walk(group: string, childrenOf: (group: string) => readonly string[]): readonly string[] {
  const found = new Set([group]);
  for (const name of found) for (const child of childrenOf(name)) found.add(child);
  return [...found];
}

function readPriority({ vars }: Group, problems: Problem[]): number {
  const entry = vars.get(PRIORITY);
  if (entry === undefined) return 1;
  const priority = Number(entry.content.value);
  if (Number.isInteger(priority) && typeof entry.content.value !== 'boolean') return priority;
  problems.push({ at: entry.content.at, message: `${PRIORITY}: expected a whole number` });
  return 1;
}
