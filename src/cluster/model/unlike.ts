import { showPosition } from '../../core/errors.ts';
import type { Member, Refusal } from './role.ts';

interface Others<V> {
  readonly members: readonly Member<V>[];
  /** Those that they have to agree on, where they stand among the host's variables. */
  readonly on: (vars: V) => object;
}

/** Variables that members have to have in common, refused at the first place where the host has them otherwise than the first. */
export function refuseUnlike<V>({ name, vars }: Member<V>, { members, on }: Others<V>): readonly Refusal[] {
  const [first] = members;
  const path = first === undefined ? undefined : difference(on(vars), on(first.vars));
  if (first === undefined || path === undefined) return [];
  const place = showPosition(first.host.at(path));
  const message = `${show(path)}: ${name} differs from ${first.name} (${place}); it must be the same on ${names(members)}`;
  return [{ path, message }];
}

/** Path to the first thing that is not the same. */
function difference(a: unknown, b: unknown): readonly PropertyKey[] | undefined {
  if (!isStructure(a) || !isStructure(b) || Array.isArray(a) !== Array.isArray(b)) return a === b ? undefined : [];
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return [];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inner = difference(a[key], b[key]);
    if (inner !== undefined) return [Array.isArray(a) ? Number(key) : key, ...inner];
  }
  return undefined;
}

const isStructure = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const show = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');

const names = (members: readonly Member<unknown>[]): string =>
  members.length > 2 ? 'the cluster' : members.map(({ name }) => name).join(' and ');
