import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError, showProblem } from '../core/errors.ts';
import { createSecrets } from '../core/secrets.ts';
import { isLocalhost } from '../inventory/localhost.ts';
import { readForShow } from '../inventory/show/read-for-show.ts';
import { openVault } from '../inventory/vault/open-vault.ts';
import { readAround, withAround } from './around.ts';
import { requireConfigured } from './configured.ts';
import { convertTo, requireOutput } from './convert-inventory.ts';
import { inventorySources } from './inventory-sources.ts';
import { toStderr, toStdout } from './print.ts';
import { refusalOf } from './refusal.ts';
import type { ShowInventoryOptions } from './show-inventory-options.ts';
import { shownAs } from './shown-as.ts';

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
  if (options.convert === true && options.limit !== undefined)
    command.error('error: --convert writes the whole inventory; leave --limit out');
  const alone = options.inventory !== undefined && typed.second === undefined && options.graph === true;
  const [positional, group] = alone ? [undefined, typed.first] : [typed.first, typed.second];
  const around = await readAround();
  const sources = inventorySources(command, positional, { ...options, around });
  if (options.convert === true) requireOutput(command, sources, options.output);
  try {
    if (around instanceof InputError) throw around;
    requireConfigured(sources, around);
    const given = withAround(options, around);
    toStderr(around.warnings);
    const secrets = createSecrets();
    if (options.convert === true) {
      await convertTo(sources, options.output, around.rules);
      return EXIT.done;
    }
    const vault = await openVault(given.vault, { env: process.env });
    const read = await readForShow(sources, {
      secrets,
      vault,
      passwords: options.showPasswords === true ? 'shown' : 'hidden',
      alsoHosts: isLocalhost(options.host ?? '') ? [options.host ?? ''] : [],
      ...given.beside,
    });
    toStderr(read.warnings.map(showProblem));
    const lines = shownAs(read, { ...options, group }, (message) => toStderr([message]));
    if (read.locked().length > 0) throw new InputError(read.locked());
    toStdout(lines);
    const hidden = read.hidden();
    const passwords = hidden === 1 ? 'password or vaulted text is' : 'passwords or vaulted texts are';
    if (hidden > 0) toStderr([`${hidden} ${passwords} shown as ********; --show-passwords shows them`]);
    return EXIT.done;
  } catch (error) {
    const { exit, lines } = refusalOf(error, { verbosity: options.verbose ?? 0 });
    toStderr(lines);
    return exit;
  }
}
