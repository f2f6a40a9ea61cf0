import type { PlainHost, Variables } from '../groups.ts';
import type { ReadInventory } from '../read-inventory.ts';
import type { Shown, ShownMap } from './python.ts';
import { type ShowSecret, shownVars, valueShower } from './value.ts';

/** What `ansible-inventory` prints of: groups, hosts, and their variables as they are shown. */
export interface Listing extends Pick<ReadInventory['order'], 'groups' | 'childrenOf' | 'hostsOf' | 'membersOf'> {
  readonly hostVars: (host: string) => ShownMap;
  /** What is said of a host itself, without its groups. */
  readonly ownVars: (host: string) => ShownMap;
  readonly groupVars: (group: string) => ShownMap;
}

export function listing({ collected, order, ...read }: ReadInventory, secrets: ShowSecret): Listing {
  const show = valueShower(secrets);
  const vars = (variables: Variables): ShownMap => shownVars(variables, show, secrets);
  const ofHost = (name: string, varsOf: (host: PlainHost) => Variables): ShownMap => {
    const host = collected.hosts.get(name);
    return host === undefined ? new Map() : vars(varsOf(host));
  };
  return {
    ...order,
    hostVars: (name) => ofHost(name, read.hostVars),
    ownVars: (name) => ofHost(name, read.ownVars),
    groupVars: (group) => {
      const priority = order.priorityOf(group);
      const own = vars(read.groupVars(group));
      return priority === 1 ? own : new Map([...own, ['ansible_group_priority', { literal: String(priority) }]]);
    },
  };
}

const texts = (names: readonly string[]): Shown => [...names];

/** What remains of a group's parts: Ansible leaves out empty ones. */
const filled = (parts: readonly (readonly [string, Shown])[]): ShownMap =>
  new Map(parts.filter(([, part]) => (part instanceof Map ? part.size > 0 : Array.isArray(part) && part.length > 0)));

/** `ansible-inventory --list`: groups by name, and the variables of all hosts. */
export function listed(from: Listing, { exports }: { readonly exports: boolean }): ShownMap {
  const found = new Map<string, Shown>();
  const add = (group: string, seen: Set<string>): void => {
    const children = from.childrenOf(group);
    const parts = filled([
      ['hosts', group === 'all' ? [] : texts(from.hostsOf(group))],
      ['children', texts(children)],
      ['vars', exports ? from.groupVars(group) : new Map()],
    ]);
    if (parts.size > 0) found.set(group, parts);
    for (const child of children) {
      if (seen.has(child)) continue;
      seen.add(child);
      add(child, seen);
    }
  };
  add('all', new Set());
  const vars = from.membersOf('all').map((host) => [host, exports ? from.ownVars(host) : from.hostVars(host)] as const);
  return new Map([...found, ['_meta', new Map([['hostvars', new Map(vars.filter(([, own]) => own.size > 0))]])]]);
}

/** `ansible-inventory --list --yaml`: groups in groups; the variables of a host where it is met first. */
export function nested(from: Listing, { exports }: { readonly exports: boolean }): ShownMap {
  const seen = new Set<string>();
  const varsOf = (host: string): ShownMap => {
    if (seen.has(host)) return new Map();
    seen.add(host);
    return exports ? from.ownVars(host) : from.hostVars(host);
  };
  const group = (name: string): ShownMap => {
    const children = new Map(from.childrenOf(name).map((child) => [child, group(child)]));
    const hosts = new Map((name === 'all' ? [] : from.hostsOf(name)).map((host) => [host, varsOf(host)]));
    return filled([
      ['children', children],
      ['hosts', hosts],
      ['vars', exports ? from.groupVars(name) : new Map()],
    ]);
  };
  return new Map([['all', group('all')]]);
}
