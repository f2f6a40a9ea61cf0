import type { Problem } from '../core/errors.ts';
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
  const problems: Problem[] = [];
  const depths = new Map<string, number>([['all', 0]]);
  const depth = (name: string, below: readonly string[] = []): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    const group = groups.get(name);
    if (below.includes(name)) {
      const loop = [...below.slice(below.indexOf(name)), name].join(' < ');
      problems.push({ ...(group && { at: group.at }), message: `group "${name}" is a child of itself: ${loop}` });
      return 0;
    }
    const deepest = Math.max(...(parents.get(name) ?? ['all']).map((parent) => depth(parent, [...below, name])));
    depths.set(name, deepest + 1);
    return deepest + 1;
  };
  for (const name of groups.keys()) depth(name);

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

const parentsOf = (groups: ReadonlyMap<string, Group>): ReadonlyMap<string, readonly string[]> => {
  const parents = new Map<string, string[]>();
  for (const { name, children } of groups.values()) {
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), name]);
  }
  return parents;
};

/** The groups and all above them; a host in no group but `all` is in `ungrouped`. */
function ancestors(direct: readonly string[], parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
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
