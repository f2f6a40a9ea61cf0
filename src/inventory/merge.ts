import type { Combine } from './combine.ts';
import type { Groups, PlainHost, Variables } from './groups.ts';
import type { Hierarchy } from './hierarchy.ts';

/** The `group_vars/` and `host_vars/` of a directory, by name. */
export interface VarsFiles {
  readonly groupVars: ReadonlyMap<string, Variables>;
  readonly hostVars: ReadonlyMap<string, Variables>;
}

/** Where variables come from, beside the groups and hosts themselves. */
export interface VarsSources {
  /** Beside the inventories, in their order. */
  readonly inventory: readonly VarsFiles[];
  /** Beside the playbook. */
  readonly play: VarsFiles;
  /** Whether the playbook's directory was named for itself: `--export` prints what is there only then. */
  readonly playIsNamed: boolean;
  /** Of the command line. */
  readonly extra: Variables;
  readonly combine: Combine;
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
 * A host's variables by Ansible's precedence, later over earlier: groups in the inventory; `group_vars/all` beside the
 * inventories, then beside the playbook; the other `group_vars`, likewise; the host in the inventory; `host_vars`, likewise;
 * `--extra-vars` (ansible/vars/manager.py `get_vars`). What hosts share is merged once.
 */
export function merger({ groups }: Groups, { groupsOf }: Hierarchy, sources: VarsSources): Merged {
  const { inventory, play, playIsNamed, extra, combine } = sources;
  const shared = new Map<string, Variables>();
  const inline = (name: string): Variables =>
    new Map([...(groups.get(name)?.vars ?? NONE)].filter(([variable]) => variable !== 'ansible_group_priority'));
  const fromFiles = (places: readonly VarsFiles[], names: readonly string[]): readonly Variables[] =>
    places.flatMap(({ groupVars }) => names.map((name) => groupVars.get(name) ?? NONE));
  const ofGroups = (names: readonly string[]): Variables => {
    const key = names.join('\n');
    const others = names.filter((name) => name !== 'all');
    const known =
      shared.get(key) ??
      combine(
        ...names.map(inline),
        ...fromFiles([...inventory, play], ['all']),
        ...fromFiles([...inventory, play], others),
      );
    shared.set(key, known);
    return known;
  };
  const ofHost = ({ name, vars }: PlainHost, places: readonly VarsFiles[]): Variables =>
    combine(vars, ...places.map(({ hostVars }) => hostVars.get(name) ?? NONE));
  const shown = playIsNamed ? [...inventory, play] : inventory;
  return {
    hostVars: (host) => combine(ofGroups(groupsOf(host.name)), ofHost(host, [...inventory, play]), extra),
    ownVars: (host) => ofHost(host, shown),
    groupVars: (name) => combine(inline(name), ...fromFiles(shown, [name])),
  };
}
