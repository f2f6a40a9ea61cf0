import type { Groups } from './groups.ts';

/** Groups with what is directly in them, once Ansible has put `all` and `ungrouped` in order. */
export interface Tree {
  /** Names of all groups, in the order in which the inventory mentions them. */
  readonly groups: readonly string[];
  readonly childrenOf: (group: string) => readonly string[];
  readonly parentsOf: (group: string) => readonly string[];
  readonly hostsOf: (group: string) => readonly string[];
  /** Hosts that Ansible took out of `ungrouped` by name: it is none of their groups, though one of these may be below it. */
  readonly tookOut: ReadonlySet<string>;
}

/**
 * What every inventory has in the end (ansible/inventory/data.py `reconcile_inventory`): groups without a parent are in `all`,
 * behind `ungrouped`; hosts are in `ungrouped` when they are in no other group but `all`, and only then.
 */
export function treeOf({ groups, hosts }: Groups): Tree {
  const names = [...new Set(['all', 'ungrouped', ...groups.keys()])];
  const children = new Map(names.map((name) => [name, new Set(groups.get(name)?.children.keys())]));
  const members = new Map(names.map((name) => [name, new Set(groups.get(name)?.hosts)]));
  const inner = (name: string): Set<string> => children.get(name) ?? new Set();
  children.set('all', new Set(['ungrouped', ...inner('all')]));
  const parents = new Map<string, string[]>();
  const parentsOf = (name: string): readonly string[] => parents.get(name) ?? [];
  const hasParent = (parent: string, child: string): void => {
    parents.set(child, [...parentsOf(child), parent]);
  };
  for (const name of names) for (const child of inner(name)) hasParent(name, child);
  for (const name of names.filter((one) => one !== 'all' && parentsOf(one).length === 0)) {
    inner('all').add(name);
    hasParent('all', name);
  }
  const ungrouped = members.get('ungrouped') ?? new Set<string>();
  const grouped = new Set(names.slice(2).flatMap((name) => [...(members.get(name) ?? [])]));
  const tookOut = new Set<string>();
  for (const host of hosts.keys()) {
    if (grouped.has(host)) {
      if (ungrouped.delete(host)) tookOut.add(host);
    } else if (!groups.has(host)) ungrouped.add(host);
    else if (!ungrouped.has(host) && !inner('ungrouped').has(host)) {
      // Ansible puts the group of that name there, and all hosts in it.
      if (!below('ungrouped', inner).has(host))
        for (const name of below(host, inner)) for (const one of members.get(name) ?? []) tookOut.delete(one);
      inner('ungrouped').add(host);
      hasParent('ungrouped', host);
    }
  }
  return {
    groups: names,
    childrenOf: (name) => [...inner(name)],
    parentsOf,
    hostsOf: (name) => [...(members.get(name) ?? [])],
    tookOut,
  };
}

/** A group and all that are below it. */
function below(group: string, childrenOf: (name: string) => Iterable<string>): ReadonlySet<string> {
  const found = new Set([group]);
  for (const name of found) for (const child of childrenOf(name)) found.add(child);
  return found;
}
