import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type SharedOptions, withSharedOptions } from './options.ts';

const HELP = helpText({
  examples: [
    ['umctl facts inventory.yaml', 'system, kernel, addresses and routes of every host'],
    ['umctl facts inventory.yaml -l n1 --json', 'one host, for a program'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.interrupted],
  next: 'umctl plan shows what would change on these hosts.',
});

/** `umctl facts`: shows what the hosts are. */
export const factsCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withSharedOptions(program.command('facts'))
    .description('Show the facts of every host, and that it can be reached. Changes nothing.')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: SharedOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const exit = await runCommand({ command, inventory, options, everyHost: true }, ({ engine, session, watch }) =>
        engine.facts(session, watch),
      );
      done(exit);
    });
