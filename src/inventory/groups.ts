import type { Position, Problem } from '../core/errors.ts';
import type { Written, WrittenEntry } from './yaml/written.ts';

/** Variables with where they were written. */
export type Variables = ReadonlyMap<string, WrittenEntry>;

/** A group as the file has it. */
export interface Group {
  readonly name: string;
  readonly at: Position;
  readonly vars: Map<string, WrittenEntry>;
  /** With where each is first said to be one. */
  readonly children: Map<string, Position>;
  readonly hosts: Set<string>;
}

/** A host as the file has it: its own variables only. */
export interface PlainHost {
  readonly name: string;
  /** Where it is named first. */
  readonly at: Position;
  readonly vars: Map<string, WrittenEntry>;
}

/** Groups and hosts by name, in the order of the file, and what is wrong with them. */
export interface Groups {
  readonly groups: ReadonlyMap<string, Group>;
  readonly hosts: ReadonlyMap<string, PlainHost>;
  readonly problems: readonly Problem[];
}

/** Collects what the file says about groups and hosts, which may be named in it many times. */
export interface Collector {
  readonly group: (name: string, at: Position) => Group;
  readonly knowsGroup: (name: string) => boolean;
  readonly knowsHost: (name: string) => boolean;
  /** Adds a host to a group. A port counts only where the host is new, as with Ansible. */
  readonly host: (
    name: string,
    at: Position,
    to: { readonly group: Group; readonly port?: number | undefined },
  ) => void;
  /** Sets variables of a host; of the group of that name, where there is one, as with Ansible. */
  readonly setHostVars: (name: string, vars: Iterable<readonly [string, WrittenEntry]>) => void;
  readonly report: (at: Position, message: string) => void;
  readonly collected: () => Groups;
}

/** Puts a group into another, unless it is there already. */
export function addChild({ children }: Group, child: string, at: Position): void {
  if (!children.has(child)) children.set(child, at);
}

export function collector(): Collector {
  const groups = new Map<string, Group>();
  const hosts = new Map<string, PlainHost>();
  const problems: Problem[] = [];
  return {
    group: (name, at) =>
      known(groups, name, () => ({ name, at, vars: new Map(), children: new Map(), hosts: new Set() })),
    knowsGroup: (name) => groups.has(name) || name === 'all' || name === 'ungrouped',
    knowsHost: (name) => hosts.has(name),
    host: (name, at, { group, port }) => {
      const isNew = !hosts.has(name);
      const { vars } = known(hosts, name, () => ({ name, at, vars: new Map() }));
      if (isNew && port !== undefined) vars.set('ansible_port', { key: at, content: { at, value: port } });
      group.hosts.add(name);
    },
    setHostVars: (name, vars) => {
      const owner = groups.get(name) ?? hosts.get(name);
      for (const [variable, written] of vars) owner?.vars.set(variable, written);
    },
    report: (at, message) => problems.push({ at, message }),
    collected: () => ({ groups, hosts, problems }),
  };
}

function known<T>(things: Map<string, T>, name: string, make: () => T): T {
  const thing = things.get(name) ?? make();
  things.set(name, thing);
  return thing;
}

/** What a value is, in a word or two; for messages. */
export function kindOf({ value, entries, items }: Written): string {
  if (value === null) return 'nothing';
  if (entries !== undefined) return 'a mapping';
  if (items !== undefined) return 'a list';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'text';
}
