import { InputError } from '../core/errors.ts';
import type { Inventory } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';

/** How a part of a pattern counts: `!` leaves hosts out, `&` keeps only these. */
export const signOf = (part: string): '' | '&' | '!' => (part.startsWith('&') ? '&' : part.startsWith('!') ? '!' : '');
export const bareName = (part: string): string => part.slice(signOf(part).length);

/** Whether a name, without its sign, stands for anything: expressions may stand for nothing, names may not. */
export function knows(inventory: Inventory, name: string): boolean {
  if (isExpression(name)) return matches(inventory, name).size > 0;
  return inventory.groups.includes(name) || inventory.hosts.some((host) => host.name === name);
}

export function unknownName({ groups, hosts }: Inventory, name: string): string {
  if (name.startsWith('@')) return `${name}: files of host names are not read; name the hosts themselves`;
  const known = [...groups, ...hosts.map((host) => host.name)];
  const meant = nearest(name, known);
  const some = known.slice(0, 10).join(', ') + (known.length > 10 ? ', …' : '');
  return `no host or group matches "${name}"; ${meant === undefined ? `there are ${some}` : `did you mean "${meant}"?`}`;
}

/** Names of the hosts that one part of a pattern, without its sign, stands for. */
export function matches({ groups, hosts }: Inventory, part: string): ReadonlySet<string> {
  if (SUBSCRIPT.test(part)) {
    throw new InputError([{ message: `the pattern "${part}": hosts by position are not understood; name them` }]);
  }
  const fits = matcher(part);
  const fitting = new Set(groups.filter(fits));
  const found = hosts.filter((host) => fits(host.name) || host.groups.some((group) => fitting.has(group)));
  return new Set(found.map((host) => host.name));
}

/** `web[0]`, `web[0:2]`: Ansible goes by a group's own order, which is not the inventory's. */
const SUBSCRIPT = /^[^~].*\[-?\d+(?:[:-]\d*)?\]$/;

const isExpression = (name: string): boolean => name === 'all' || /^~|[*?[]/.test(name);

function matcher(name: string): (candidate: string) => boolean {
  if (name === 'all') return () => true;
  if (!isExpression(name)) return (candidate) => candidate === name;
  const expression = compile(name.startsWith('~') ? `^(?:${name.slice(1)})` : wildcard(name), name);
  return (candidate) => expression.test(candidate);
}

function compile(expression: string, name: string): RegExp {
  try {
    return new RegExp(expression, 'u');
  } catch {
    throw new InputError([{ message: `the pattern ${JSON.stringify(name)} is no regular expression` }]);
  }
}

/** Shell wildcards as Python's fnmatch has them: `*`, `?`, `[abc]` and `[!abc]`. */
const wildcard = (name: string): string =>
  `^${name.replace(/\*|\?|\[(!?)([^\]]+)\]|[^*?]/gu, (piece, not: string | undefined, set: string | undefined) => {
    if (piece === '*') return '.*';
    if (piece === '?') return '.';
    if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
    return piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  })}$`;
