import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { withInventoryOptions } from './options.ts';
import type { ShowInventoryOptions } from './show-inventory-options.ts';

const HELP = helpText({
  examples: [
    ['umctl inventory inventory.yaml --list', 'groups, hosts and their variables, as JSON'],
    ['umctl inventory inventory.yaml --list --yaml', 'the same in YAML'],
    ['umctl inventory inventory.yaml --graph --vars', 'the tree of groups, with variables'],
    ['umctl inventory inventory.yaml --host n1', 'the variables of one host'],
    ['umctl inventory inventory.yaml --list-hosts directors', 'the hosts that a pattern means, in their order'],
    ['umctl inventory hosts.ini --convert --output hosts.yaml', 'an INI inventory in YAML; group_vars/ stays as it is'],
    ['diff <(umctl inventory -i FILE --list) <(ansible-inventory -i FILE --list)', 'prove that both read the same'],
  ],
  exits: [EXIT.done, EXIT.invalid],
  next: 'umctl plan shows what would change on these hosts.',
});

/** `umctl inventory`: shows what umctl reads, in the form of `ansible-inventory`. */
export const inventoryCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withInventoryOptions(program.command('inventory'))
    .argument('[group]', 'with --graph: only this group')
    .description('Show hosts, groups and variables as ansible-inventory prints them. Connects to no host.')
    .option('--list', 'all groups, hosts and variables')
    .option('--graph', 'the tree of groups and hosts')
    .option('--host <name>', 'the variables of one host')
    .option('--list-hosts <pattern>', 'the hosts that a pattern means, as `ansible PATTERN --list-hosts`')
    .option('-l, --limit <pattern>', 'only these hosts, as n1:n2, all:!n3, web[0:2], ~regex, @file')
    .option('-y, --yaml', 'with --list and --host: YAML in place of JSON')
    .option('--vars', 'with --graph: variables, too')
    .option('--export', 'with --list: variables where they are set, not where they count')
    .option('--convert', 'write all sources as one YAML inventory, with their order, comments and vaulted values')
    .option('--output <file>', 'with --convert: into this file')
    .option('--show-passwords', 'show passwords in place of ********')
    .addHelpText('after', HELP)
    .action(
      async (
        first: string | undefined,
        second: string | undefined,
        options: ShowInventoryOptions,
        command: Command,
      ) => {
        const { showInventory } = await import('./show-inventory.ts');
        done(await showInventory(command, { first, second }, options));
      },
    );
