import type { Command } from 'commander';

/**
 * The sources of the inventory, in the order in which later ones override earlier ones: the one named by position, then those of
 * `-i`. A usage error where there are none.
 */
export function inventorySources(
  command: Command,
  positional: string | undefined,
  { inventory = [] }: { readonly inventory?: readonly string[] },
): readonly string[] {
  const sources = [...(positional === undefined ? [] : [positional]), ...inventory];
  if (sources.length > 0) return sources;
  return command.error(`error: which inventory? Try: umctl ${command.name()} inventory.yaml`);
}
