import { InputError } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';
import { isLocalhost, NOT_WORKED_ON, namedLocalhost } from './localhost.ts';
import { membersOf } from './members.ts';
import { shellPattern } from './python/fnmatch.ts';
import { pythonRegex } from './python/regex.ts';

/** How a part of a pattern counts: `!` leaves hosts out, `&` keeps only these. */
export const signOf = (part: string): '' | '&' | '!' => (part.startsWith('&') ? '&' : part.startsWith('!') ? '!' : '');
export const bareName = (part: string): string => part.slice(signOf(part).length);

/** What one part of a pattern stands for. */
export interface Matched {
  readonly hosts: readonly Host[];
  /** Set where it matches no host and no group: the part without positions. An empty group is one. */
  readonly unmatched?: string;
}

/** `web[0]`, `web[-1]`, `web[0:2]`, `web[1:]`: some of the hosts of an expression, by their positions. */
const SUBSCRIPT = /^(.+)\[(?:(-?[0-9]+)|([0-9]+)[:-]([0-9]*))\]$/u;

/**
 * The hosts that one part, without its sign, stands for, in the order in which Ansible finds them: those of all groups
 * that fit, then the hosts that fit, which are looked at only where no group does or the part is an expression
 * (ansible/inventory/manager.py `_enumerate_matches`).
 */
export function matches(inventory: Inventory, part: string): Matched {
  const [, expression = part, index, first, last] = (part.startsWith('~') ? null : SUBSCRIPT.exec(part)) ?? [];
  if (part === '') throw new InputError([{ message: 'a pattern: ! and & stand before a name, without a blank' }]);
  const found = enumerate(inventory, expression);
  if (found.hosts.length === 0) return found;
  if (index !== undefined) return { ...found, hosts: at(found.hosts, Number(index), part) };
  if (first === undefined) return found;
  // Ansible takes `[1:0]` for `[1]`, as its end of 0 says the same as none.
  if (last === '0') return { ...found, hosts: at(found.hosts, Number(first), part) };
  const end = last === undefined || last === '' ? found.hosts.length : Number(last) + 1;
  return { ...found, hosts: found.hosts.slice(Number(first), end) };
}

function at(hosts: readonly Host[], index: number, part: string): readonly Host[] {
  const host = hosts.at(index);
  if (host !== undefined) return [host];
  throw new InputError([
    {
      message: `the pattern "${part}": there is no host at position ${index}, as "${part.replace(/\[[^[]*$/, '')}" has ${hosts.length}`,
    },
  ]);
}

function enumerate(inventory: Inventory, expression: string): Matched {
  const fits = matcher(expression);
  const groups = inventory.groups.filter(fits);
  const ofGroups = groups.flatMap((group) => membersOf(inventory, group));
  const looksAtHosts = groups.length === 0 || /^~|[.?*[]/.test(expression);
  const ofNames = looksAtHosts ? inventory.hosts.filter(({ name }) => fits(name)) : [];
  const found = [...ofGroups, ...ofNames];
  const hosts = found.length === 0 && isLocalhost(expression) ? localhost(inventory, expression) : found;
  const isKnown = groups.length > 0 || hosts.length > 0 || expression === 'all';
  return isKnown ? { hosts } : { hosts, unmatched: expression };
}

function localhost(inventory: Inventory, name: string): readonly Host[] {
  const host = namedLocalhost(inventory) ?? inventory.implicitLocalhost?.(name);
  return host === undefined ? [] : [host];
}

function matcher(expression: string): (candidate: string) => boolean {
  const isRegex = expression.startsWith('~');
  const read = isRegex ? pythonRegex(expression.slice(1)) : shellPattern(expression);
  if ('wrong' in read) throw new InputError([{ message: `the pattern ${JSON.stringify(expression)}: ${read.wrong}` }]);
  const regex = new RegExp(`(?<![^])(?:${read.source})`, read.flags);
  return (candidate) => regex.test(candidate);
}

/** Whether a part, without its sign, matches any host or group. */
export const knows = (inventory: Inventory, part: string): boolean => matches(inventory, part).unmatched === undefined;

/** Says that nobody has a name, and what may have been meant. */
export function unknownName({ groups, hosts }: Inventory, name: string): string {
  const known = [...groups, ...hosts.map((host) => host.name)];
  const meant = nearest(name, known);
  const some = known.slice(0, 10).join(', ') + (known.length > 10 ? ', …' : '');
  if (isLocalhost(name)) return `no host or group matches "${name}"; ${NOT_WORKED_ON}`;
  return `no host or group matches "${name}"; ${meant === undefined ? `there are ${some}` : `did you mean "${meant}"?`}`;
}
