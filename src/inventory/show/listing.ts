import type { Problem } from '../../core/errors.ts';
import type { PlainHost, Variables } from '../groups.ts';
import { isLocalhost } from '../localhost.ts';
import type { ReadInventory } from '../read-inventory.ts';
import { readable, unreadIn } from '../unread.ts';
import type { Shown, ShownMap } from './python.ts';
import { type ShowSecret, shownVars, valueShower } from './value.ts';

/** What `ansible-inventory` prints of: groups, hosts, and their variables as they are shown. */
export interface Listing extends Pick<ReadInventory['order'], 'groups' | 'childrenOf' | 'hostsOf' | 'membersOf'> {
  readonly hostVars: (host: string) => ShownMap;
  /** What is said of a host itself, without its groups. */
  readonly ownVars: (host: string) => ShownMap;
  readonly groupVars: (group: string) => ShownMap;
}

/** @param secrets how they are shown, and who hears of files that could not be opened, once what is in them counts */
export function listing(
  { collected, order, ...read }: ReadInventory,
  secrets: ShowSecret & { readonly unread: (problems: readonly Problem[]) => void },
): Listing {
  const show = valueShower(secrets);
  const vars = (variables: Variables): ShownMap => {
    secrets.unread(unreadIn(variables));
    return shownVars(readable(variables), show, secrets);
  };
  const ofHost = (name: string, varsOf: (host: PlainHost) => Variables): ShownMap => {
    const host = collected.hosts.get(name) ?? (isLocalhost(name) ? implicitHost(name) : undefined);
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

/** What Ansible makes of this controller, where the inventory does not name it; its own Python is not known here. */
function implicitHost(name: string): PlainHost {
  const at = { file: 'implicit localhost', line: 1, column: 1 };
  return { name, at, vars: new Map([['ansible_connection', { key: at, content: { at, value: 'local' } }]]) };
}

/** The listing with these hosts alone. */
export const limitedTo = (from: Listing, hosts: ReadonlySet<string>): Listing => ({
  ...from,
  hostsOf: (group) => from.hostsOf(group).filter((name) => hosts.has(name)),
  membersOf: (group) => from.membersOf(group).filter((name) => hosts.has(name)),
});

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
  const hostvars: ShownMap = new Map(vars.filter(([, own]) => own.size > 0));
  const meta: ShownMap = new Map([['hostvars', hostvars]]);
  return new Map([...found, ['_meta', meta]]);
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
