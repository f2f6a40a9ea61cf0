import { InputError } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import { bareName, matches, signOf, unknownName } from './pattern.ts';

/** Who hears of parts that match nothing. */
export interface SelectOptions {
  readonly unmatched?: (name: string) => void;
}

/**
 * The hosts that the parts of an Ansible pattern mean, in the order in which Ansible finds them: `all`, `*`, names of hosts
 * and groups, wildcards, `~regex`, positions; `&x` keeps only hosts in x and `!x` leaves them out, whatever their place in
 * the pattern. A host's name is the host alone where a group has the same name (ansible/inventory/manager.py `_evaluate_patterns`).
 * @throws InputError for a part that cannot be read
 */
export function selectHosts(
  inventory: Inventory,
  parts: readonly string[],
  { unmatched = () => undefined }: SelectOptions = {},
): readonly Host[] {
  const signed = (sign: '' | '&' | '!') => parts.filter((part) => signOf(part) === sign);
  const regular = signed('');
  const hostsOf = (part: string): readonly Host[] => {
    const named = inventory.hosts.find(({ name }) => name === part);
    if (named !== undefined) return [named];
    const found = matches(inventory, bareName(part));
    if (found.unmatched !== undefined) unmatched(found.unmatched);
    return found.hosts;
  };
  const included = (regular.length === 0 ? ['all'] : regular).flatMap(hostsOf);
  const required = signed('&').map((part) => new Set(hostsOf(part)));
  const excluded = signed('!').map((part) => new Set(hostsOf(part)));
  return [...new Set(included)].filter(
    (host) => required.every((hosts) => hosts.has(host)) && !excluded.some((hosts) => hosts.has(host)),
  );
}

/** Says of what is wrong with a pattern that it is that of `--limit`. */
export function asLimit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((one) => ({ ...one, message: one.message.replace(/^(?!--limit)/, '--limit: ') })),
    );
  }
}

/**
 * The hosts that the parts of `--limit` leave. A part that matches nothing is warned of, as in Ansible.
 * @throws InputError where nothing matches at all
 */
export function limitTo(
  inventory: Inventory,
  parts: readonly string[],
  warn: (message: string) => void,
): readonly Host[] {
  const strange: string[] = [];
  const selected = asLimit(() => selectHosts(inventory, parts, { unmatched: (name) => strange.push(name) }));
  const told = [...new Set(strange)].map((name) => `--limit: ${unknownName(inventory, name)}`);
  if (selected.length === 0 && told.length > 0) throw new InputError(told.map((message) => ({ message })));
  for (const message of told) warn(`${message} (ignored, as Ansible does)`);
  return selected;
}
