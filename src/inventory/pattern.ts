import { InputError } from '../core/errors.ts';
import type { Inventory } from '../core/host.ts';
import { nearest } from './nearest.ts';

/** How a part of a pattern counts: `!` leaves hosts out, `&` keeps only these. */
export const signOf = (part: string): '' | '&' | '!' => (part.startsWith('&') ? '&' : part.startsWith('!') ? '!' : '');
export const bareName = (part: string): string => part.slice(signOf(part).length);

/** Whether a name, without its sign, stands for anything: expressions may stand for nothing, names may not. */
export function knows(inventory: Inventory, name: string): boolean {
  const { names } = subscripted(name);
  if (isExpression(names)) return matches(inventory, name).size > 0;
  return inventory.groups.includes(names) || inventory.hosts.some((host) => host.name === names);
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
  const { names, first, last } = subscripted(part);
  const fits = matcher(names);
  const fitting = new Set(groups.filter(fits));
  const found = hosts.filter((host) => fits(host.name) || host.groups.some((group) => fitting.has(group)));
  return new Set(found.map((host) => host.name).slice(first, last));
}

/** `web[0]`, `web[-1]`, `web[0:2]`, `web[1:]`: hosts by their position, both ends included (ansible/inventory/manager.py). */
function subscripted(part: string): { readonly names: string; readonly first: number; readonly last?: number } {
  const match = part.startsWith('~') ? null : /^(.+)\[(?:(-?\d+)|(\d+)[:-](\d*))\]$/.exec(part);
  if (match === null) return { names: part, first: 0 };
  const [, names = '', only, from, to] = match;
  if (only !== undefined) return { names, first: Number(only), ...(only === '-1' ? {} : { last: Number(only) + 1 }) };
  return { names, first: Number(from), ...(to === '' ? {} : { last: Number(to) + 1 }) };
}

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
