import type { Command } from 'commander';

/** The inventory, named by position or by `-i`; a usage error when by neither, or twice and differently. */
export function inventoryFile(
  command: Command,
  positional: string | undefined,
  { inventory }: { readonly inventory?: string },
): string {
  const file = positional ?? inventory;
  if (file === undefined) return command.error(`error: which inventory? Try: umctl ${command.name()} inventory.yaml`);
  if (inventory !== undefined && inventory !== file)
    return command.error(`error: two inventories, '${file}' and '${inventory}': give one`);
  return file;
}
