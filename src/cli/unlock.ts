import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { count } from '../output/text.ts';
import { helpText } from './help.ts';
import { type SharedOptions, withSharedOptions } from './options.ts';

interface UnlockOptions extends SharedOptions {
  readonly yes?: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl unlock inventory.yaml', 'show who has the hosts locked, ask, free them'],
    ['umctl unlock inventory.yaml --yes', 'without asking'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.interrupted],
  next: [
    'umctl apply takes over what a killed run of the same controller left, by itself; unlock is for a controller that is',
    'gone. Freeing the lock of a run that is still under way lets two runs change a host at once.',
  ].join('\n'),
});

/** `umctl unlock`: shows who holds locks, and frees them. */
export const unlockCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withSharedOptions(program.command('unlock'))
    .description('Free hosts that a run left locked: shows who locked them, when and with which command, and asks.')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: UnlockOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { ask, requireTerminal } = await import('./approve.ts');
      if (options.yes !== true) requireTerminal(command, options);
      const exit = await runCommand({ command, inventory, options }, ({ engine, session, watch, view, interrupt }) =>
        engine.unlock(session, watch, async (held) => {
          const question = `Is that run gone for good? Free ${count(held.size, 'host')}?`;
          return options.yes === true || ask(question, { view, interrupt });
        }),
      );
      done(exit);
    });
