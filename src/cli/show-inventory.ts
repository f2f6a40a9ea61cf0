import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError, showProblem } from '../core/errors.ts';
import { createSecrets } from '../core/secrets.ts';
import { loadInventory } from '../inventory/load.ts';
import { unknownName } from '../inventory/pattern.ts';
import { selectHosts } from '../inventory/select.ts';
import { graph } from '../inventory/show/graph.ts';
import { toJson } from '../inventory/show/json.ts';
import { type Listing, listed, nested } from '../inventory/show/listing.ts';
import type { ShownMap } from '../inventory/show/python.ts';
import { readForShow } from '../inventory/show/read-for-show.ts';
import { toYaml } from '../inventory/show/yaml.ts';
import { splitPattern } from '../inventory/split-pattern.ts';
import { openVault } from '../inventory/vault/open-vault.ts';
import { readAround, withAround } from './around.ts';
import { convertTo, requireOutput } from './convert-inventory.ts';
import { inventorySources } from './inventory-sources.ts';
import type { InventoryOptions } from './options.ts';
import { toStderr, toStdout } from './print.ts';
import { refusalOf } from './refusal.ts';

export interface ShowInventoryOptions extends InventoryOptions {
  readonly list?: boolean;
  readonly convert?: boolean;
  readonly output?: string;
  readonly graph?: boolean;
  readonly host?: string;
  readonly listHosts?: string;
  readonly yaml?: boolean;
  readonly vars?: boolean;
  readonly export?: boolean;
  readonly showPasswords?: boolean;
}

/** What was typed by position: an inventory and a group, or with `-i` a group alone. */
interface Typed {
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** Shows the inventory in the form that was asked for. */
export async function showInventory(command: Command, typed: Typed, options: ShowInventoryOptions): Promise<ExitCode> {
  const forms = [options.list, options.convert, options.graph, options.host, options.listHosts].filter(
    (form) => form !== undefined,
  );
  if (forms.length !== 1)
    command.error('error: give one of --list, --graph, --host NAME, --list-hosts PATTERN and --convert');
  const alone = options.inventory !== undefined && typed.second === undefined && options.graph === true;
  const [positional, group] = alone ? [undefined, typed.first] : [typed.first, typed.second];
  const around = await readAround();
  const otherwise = around instanceof InputError ? ['ansible.cfg'] : around.inventory;
  const sources = inventorySources(command, positional, { ...options, otherwise });
  if (options.convert === true) requireOutput(command, sources, options.output);
  try {
    if (around instanceof InputError) throw around;
    const given = withAround(options, around);
    toStderr(around.warnings);
    const secrets = createSecrets();
    if (options.convert === true) {
      await convertTo(sources, options.output, around.rules);
      return EXIT.done;
    }
    const vault = await openVault(given.vault, { env: process.env });
    if (options.listHosts !== undefined) {
      const inventory = await loadInventory(sources, { secrets, vault, ...given.beside });
      toStderr((inventory.warnings ?? []).map(showProblem));
      const unmatched = new Set<string>();
      const selected = selectHosts(inventory, splitPattern(options.listHosts), {
        unmatched: (name) => unmatched.add(name),
      });
      toStderr([...unmatched].map((name) => unknownName(inventory, name)));
      const hosts = selected.map(({ name }) => `    ${name}`);
      toStdout([`  hosts (${hosts.length}):`, ...hosts]);
      return EXIT.done;
    }
    const passwords = options.showPasswords === true ? 'shown' : 'hidden';
    const { listing, hidden, warnings } = await readForShow(sources, { secrets, vault, passwords, ...given.beside });
    toStderr(warnings.map(showProblem));
    toStdout(formatted(listing, { ...options, group }));
    if (hidden() > 0) toStderr([`${hidden()} passwords are shown as ********; --show-passwords shows them`]);
    return EXIT.done;
  } catch (error) {
    const { exit, lines } = refusalOf(error, { verbosity: options.verbose ?? 0 });
    toStderr(lines);
    return exit;
  }
}

function formatted(
  listing: Listing,
  options: ShowInventoryOptions & { readonly group: string | undefined },
): readonly string[] {
  const { group = 'all', vars = false, yaml = false, export: exports = false, host } = options;
  const dump = (value: ShownMap): readonly string[] =>
    (yaml ? toYaml(value) : toJson(value)).replace(/\n$/, '').split('\n');
  if (host !== undefined) return dump(listing.hostVars(known(host, listing.membersOf('all'), 'host')));
  if (options.graph === true)
    return graph(listing, known(group, listing.groups, 'group'), { vars }).flatMap((line) => line.split('\n'));
  return dump(yaml ? nested(listing, { exports }) : listed(listing, { exports }));
}

function known(name: string, names: readonly string[], what: 'host' | 'group'): string {
  if (names.includes(name)) return name;
  throw new InputError([{ message: `no ${what} is called "${name}"` }]);
}
