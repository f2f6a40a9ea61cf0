import type { Command } from 'commander';

/**
 * Inventory and real server as they were typed: with `-i FILE`, the one word that is left is the real server. A usage
 * error where it is missing.
 */
export function nodeArgument(
  command: Command,
  typed: { readonly inventory: string | undefined; readonly node: string | undefined },
  options: { readonly inventory?: readonly string[] },
): { readonly inventory: string | undefined; readonly node: string } {
  const alone = options.inventory !== undefined && typed.node === undefined;
  const [inventory, node] = alone ? [undefined, typed.inventory] : [typed.inventory, typed.node];
  if (node === undefined)
    return command.error(
      `error: no real server given; try: umctl ${command.name()} ${inventory ?? 'inventory.yaml'} NODE`,
    );
  return { inventory, node };
}
