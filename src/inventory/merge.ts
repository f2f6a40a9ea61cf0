import type { Groups, PlainHost, Variables } from './groups.ts';
import type { Hierarchy } from './hierarchy.ts';

/** Where variables come from, beside the groups and hosts themselves: `group_vars/` and `host_vars/`, by name. */
export interface VarsFiles {
  readonly groupVars: ReadonlyMap<string, Variables>;
  readonly hostVars: ReadonlyMap<string, Variables>;
}

/** Variables after all precedence. */
export interface Merged {
  /** All that a host has. */
  readonly hostVars: (host: PlainHost) => Variables;
  /** What is said of a host itself. */
  readonly ownVars: (host: PlainHost) => Variables;
  /** What a group brings itself. */
  readonly groupVars: (group: string) => Variables;
}

const NONE: Variables = new Map();

/**
 * A host's variables by Ansible's precedence, later over earlier: groups in the inventory, `group_vars/all`, the other
 * `group_vars`, the host in the inventory, `host_vars` ("Understanding variable precedence" in Ansible's user guide).
 * A variable is replaced as a whole, never merged into. What hosts share is merged once.
 */
export function merger({ groups }: Groups, { groupsOf }: Hierarchy, { groupVars, hostVars }: VarsFiles): Merged {
  const shared = new Map<string, Variables>();
  const ofGroups = (names: readonly string[]): Variables => {
    const key = names.join('\n');
    const known = shared.get(key) ?? new Map([...names.flatMap(inline), ...names.flatMap(fromFiles)]);
    shared.set(key, known);
    return known;
  };
  const inline = (name: string) =>
    [...(groups.get(name)?.vars ?? NONE)].filter(([variable]) => variable !== 'ansible_group_priority');
  const fromFiles = (name: string) => [...(groupVars.get(name) ?? NONE)];
  const ownVars = ({ name, vars }: PlainHost): Variables => new Map([...vars, ...(hostVars.get(name) ?? NONE)]);
  return {
    hostVars: (host) => new Map([...ofGroups(groupsOf(host.name)), ...ownVars(host)]),
    ownVars,
    groupVars: (name) => new Map([...inline(name), ...fromFiles(name)]),
  };
}
