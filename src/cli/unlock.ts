import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { FoundLock } from '../engine/unlock.ts';
import { count } from '../output/text.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, onlyShows, withCheckOptions, withSharedOptions } from './options.ts';

interface UnlockOptions extends ChangingOptions {
  readonly evenIfRunning?: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl unlock inventory.yaml', 'show who has the hosts locked, ask, free them'],
    ['umctl unlock inventory.yaml --check', 'show what it would do, change nothing'],
    ['umctl unlock inventory.yaml --yes', 'without asking'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.locked, EXIT.interrupted],
  next: [
    'umctl apply takes over what a killed run of the same controller left, by itself; unlock is for a controller that is',
    'gone. Freeing the lock of a run that is still under way lets two runs change a host at once: if the run is still running',
    'on this controller --yes frees none (exit 5), unless --even-if-running is given, too.',
  ].join('\n'),
});

function question(found: ReadonlyMap<string, FoundLock>): string {
  const runs = [...found.values()].some(({ process }) => process === 'running');
  const hosts = count(found.size, 'host');
  return runs
    ? `A run is still under way: two at once may break a host. Free ${hosts} all the same?`
    : `Is that run gone for good? Free ${hosts}?`;
}

/** `umctl unlock`: shows who holds locks, and frees them. */
export const unlockCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withCheckOptions(withSharedOptions(program.command('unlock')))
    .description('Free hosts that a run left locked: shows who locked them, when and with which command, and asks.')
    .option('-y, --yes', 'do not ask')
    .option('--even-if-running', 'with --yes: also locks of runs that are known to be under way')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: UnlockOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { ask } = await import('./approve.ts');
      const { yes = false, evenIfRunning = false } = options;
      const exit = await runCommand({ command, inventory, options }, async (at) => {
        const { withRecord } = await import('./with-record.ts');
        return withRecord(at, at.invocation, (watch) =>
          at.engine.unlock(at.session, watch, {
            running: yes && !evenIfRunning ? 'spared' : 'freed',
            confirm: async (found) => !onlyShows(options) && (yes || ask(question(found), at)),
          }),
        );
      });
      done(exit);
    });
