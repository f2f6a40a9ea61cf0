import { InputError } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import { bareName, knows, matches, signOf, unknownName } from './pattern.ts';

/** What a name that nobody has means: a mistake (of `--limit`), or no hosts (in a playbook for many inventories). */
export interface SelectOptions {
  readonly unknown?: 'refuse' | 'empty';
}

/**
 * The hosts that an Ansible pattern means, in the order of the inventory: `all`, `*`, names of hosts and groups,
 * wildcards, `~regex`, joined by `:` or `,`; `&x` keeps only hosts in x and
 * `!x` leaves them out, whatever their place in the pattern ("Patterns: targeting hosts and groups" in Ansible's guide).
 * @throws InputError for a name that nobody has, and for a pattern that cannot be read.
 */
export function selectHosts(
  inventory: Inventory,
  pattern: string,
  { unknown = 'refuse' }: SelectOptions = {},
): readonly Host[] {
  const parts = splitPattern(pattern);
  const strange = unknown === 'empty' ? [] : parts.map(bareName).filter((name) => !knows(inventory, name));
  if (strange.length > 0) throw new InputError(strange.map((name) => ({ message: unknownName(inventory, name) })));
  const matched = (sign: '' | '&' | '!') =>
    parts.filter((part) => signOf(part) === sign).map((part) => matches(inventory, bareName(part)));
  const included = matched('');
  const required = matched('&');
  const excluded = matched('!');
  return inventory.hosts.filter(
    ({ name }) =>
      (included.length === 0 || included.some((names) => names.has(name))) &&
      required.every((names) => names.has(name)) &&
      !excluded.some((names) => names.has(name)),
  );
}

/** At commas, or else at colons that are not within brackets; a regex may hold colons only beside a comma. */
export function splitPattern(pattern: string): readonly string[] {
  const parts = pattern.includes(',') ? pattern.split(',') : (pattern.match(/(?:\[[^\]]*\]|[^:])+/g) ?? []);
  const names = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (names.length > 0) return names;
  throw new InputError([{ message: `the pattern ${JSON.stringify(pattern)} names no hosts` }]);
}
