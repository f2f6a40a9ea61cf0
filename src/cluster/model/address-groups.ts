import type { Host } from '../../core/host.ts';
import { type SegmentVars, segmentOf } from './segment-vars.ts';

type Given = Pick<SegmentVars, 'virtual_addresses'>;

/**
 * The virtual addresses by the director that they prefer, each group as variables that have no others. Those that prefer none are in
 * the first group. One group is the variables themselves.
 */
export function addressGroups<V extends Given>(vars: V): readonly [V, ...V[]] {
  const all = vars.virtual_addresses ?? [];
  const first = all[0]?.prefer;
  const keyOf = ({ prefer = first }: (typeof all)[number]): string | undefined => prefer;
  const keys = [...new Set(all.map(keyOf))];
  if (keys.length < 2) return [vars];
  const [one = vars, ...others] = keys.map(
    (key): V => ({ ...vars, virtual_addresses: all.filter((entry) => keyOf(entry) === key) }),
  );
  return [one, ...others];
}

/** The director that a group's addresses prefer; none: the first one. */
export const preferredBy = ({ virtual_addresses: all = [] }: Given): string | undefined =>
  all.find(({ prefer }) => prefer !== undefined)?.prefer;

/** Whether some addresses may be active on one director, and others on another. */
export const hasGroups = (vars: Given): boolean => addressGroups(vars).length > 1;

/** A host as one that has no other virtual addresses than those of a group; by what stands in the inventory. */
export function hostGroups<H extends Pick<Host, 'vars'>>(host: H): readonly [H, ...H[]] {
  const given = segmentOf(host.vars);
  const groups = addressGroups(given);
  if (groups.length === 1) return [host];
  const [first = host, ...others] = groups.map(
    ({ virtual_addresses }): H => ({ ...host, vars: { ...host.vars, virtual_addresses: virtual_addresses ?? [] } }),
  );
  return [first, ...others];
}
