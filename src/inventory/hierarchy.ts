import type { Problem } from '../core/errors.ts';
import { depthsOf, loops, type Parents, parentsOf } from './depths.ts';
import type { Group, Groups } from './groups.ts';

/** How groups and hosts hang together. */
export interface Hierarchy {
  /** Names of all groups. */
  readonly groups: readonly string[];
  /** The groups a host is in, parents and `all` included, in the order in which later ones override earlier ones. */
  readonly groupsOf: (host: string) => readonly string[];
  readonly problems: readonly Problem[];
}

const PRIORITY = 'ansible_group_priority';

/**
 * Orders groups as Ansible does (ansible/inventory/helpers.py `sort_groups`): by their depth below `all`, then
 * `ansible_group_priority` (1 unless set beside the group itself), then name.
 */
export function hierarchy({ groups, hosts }: Groups): Hierarchy {
  const parents = parentsOf(groups);
  const depths = depthsOf(groups, parents);
  const problems = [...loops(groups, parents, new Set(depths.keys()))];
  const depth = (name: string): number => depths.get(name) ?? 0;
  const priorities = new Map([...groups.values()].map((group) => [group.name, priorityOf(group, problems)]));
  const rank = (a: string, b: string): number =>
    depth(a) - depth(b) || (priorities.get(a) ?? 1) - (priorities.get(b) ?? 1) || (a < b ? -1 : 1);
  const direct = new Map<string, string[]>([...hosts.keys()].map((host) => [host, []]));
  for (const group of groups.values()) for (const host of group.hosts) direct.get(host)?.push(group.name);
  return {
    groups: [...new Set(['all', 'ungrouped', ...groups.keys()])],
    groupsOf: (host) => [...ancestors(direct.get(host) ?? [], parents)].sort(rank),
    problems,
  };
}

/** The groups and all above them; a host in no group but `all` is in `ungrouped`. */
function ancestors(direct: readonly string[], parents: Parents): ReadonlySet<string> {
  const found = new Set(direct);
  for (const name of found) for (const parent of parents.get(name) ?? []) found.add(parent);
  found.delete('all');
  if (found.size > 1) found.delete('ungrouped');
  return new Set(['all', ...(found.size === 0 ? ['ungrouped'] : found)]);
}

function priorityOf({ vars }: Group, problems: Problem[]): number {
  const entry = vars.get(PRIORITY);
  if (entry === undefined) return 1;
  const priority = Number(entry.content.value);
  if (Number.isInteger(priority) && typeof entry.content.value !== 'boolean') return priority;
  problems.push({ at: entry.content.at, message: `${PRIORITY}: expected a whole number` });
  return 1;
}
