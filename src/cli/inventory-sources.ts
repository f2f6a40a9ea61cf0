import type { Command } from 'commander';
import { InputError } from '../core/errors.ts';
import type { Surroundings } from '../inventory/ansible/surroundings.ts';
import { toStderr } from './print.ts';

/**
 * The sources of the inventory, in the order in which later ones override earlier ones: the one named by position, then those of
 * `-i`; where there are neither, those of the environment or ansible.cfg. A usage error where there are none at all.
 */
export function inventorySources(
  command: Command,
  positional: string | undefined,
  {
    inventory = [],
    around,
  }: { readonly inventory?: readonly string[] | undefined; readonly around: Surroundings | InputError },
): readonly string[] {
  const named = [...(positional === undefined ? [] : [positional]), ...inventory];
  // What is wrong with the configuration is told where all is told that is wrong with the input.
  const otherwise = around instanceof InputError ? ['ansible.cfg'] : around.inventory;
  const sources = named.length > 0 ? named : otherwise;
  if (sources.length > 0) return sources;
  // An inventory may be named there by a slip.
  if (!(around instanceof InputError)) toStderr(around.warnings);
  return command.error(`error: which inventory? Try: umctl ${command.name()} inventory.yaml`);
}
