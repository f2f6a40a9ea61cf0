import type { Command } from 'commander';

/**
 * The sources of the inventory, in the order in which later ones override earlier ones: the one named by position, then those of
 * `-i`; where there are neither, those of the environment or ansible.cfg. A usage error where there are none at all.
 */
export function inventorySources(
  command: Command,
  positional: string | undefined,
  {
    inventory = [],
    otherwise = [],
  }: { readonly inventory?: readonly string[]; readonly otherwise?: readonly string[] },
): readonly string[] {
  const named = [...(positional === undefined ? [] : [positional]), ...inventory];
  const sources = named.length > 0 ? named : otherwise;
  if (sources.length > 0) return sources;
  return command.error(`error: which inventory? Try: umctl ${command.name()} inventory.yaml`);
}
