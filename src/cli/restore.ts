import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, onlyShows, withPlanOptions } from './options.ts';

interface RestoreOptions extends ChangingOptions {
  readonly run: string;
}

const HELP = helpText({
  examples: [
    ['umctl restore inventory.yaml --run 20260923T054512Z-3f2a9c', 'show how to undo that run, ask, do it'],
    ['umctl restore inventory.yaml --run 20260923T054512Z-3f2a9c --check', 'show what it would do, change nothing'],
    ['umctl history', 'list the runs'],
  ],
  exits: Object.values(EXIT).filter((exit) => ![EXIT.changes, EXIT.unhealthy, EXIT.split].some((no) => no === exit)),
  next: [
    'umctl history lists the runs. Files and links become what they were before that run, from copies kept on the hosts;',
    'services that use them reload.',
    'Not undone: packages, whether services run or start at boot, live addresses, routes and kernel settings, directories.',
    'Files that must be the same on several hosts (as directors have them) are refused: change the inventory back, and run umctl apply.',
    'A restore is a run of its own and can be undone too. Change the inventory as well: it still asks for the new state.',
  ].join('\n'),
});

/** `umctl restore`: shows the way back from a run, asks, and goes it. */
export const restoreCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withPlanOptions(program.command('restore'))
    .description('Undo a run: puts files back as they were before it. Shows the plan, asks, and applies exactly that.')
    .requiredOption('--run <id>', 'the run to undo, from umctl history')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: RestoreOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { askToApprove } = await import('./approve.ts');
      const { isRunId } = await import('../records/run-id.ts');
      const asking = options.yes !== true && !onlyShows(options);
      const noId = `--run ${options.run}: not the id of a run; umctl history lists them`;
      const refuse = isRunId(options.run) ? undefined : new InputError([{ message: noId }]);
      const exit = await runCommand(
        { command, inventory, options, diff: options.diff ?? true, refuse },
        async (running) => {
          const { engine, session, watch, view, interrupt, invocation } = running;
          const { withRecord } = await import('./with-record.ts');
          const { warnNotUndone } = await import('./not-undone.ts');
          const approval = asking ? askToApprove({ view, interrupt }) : async () => true;
          warnNotUndone(options.run, watch);
          return withRecord({ session, watch }, invocation, (recorded) =>
            engine.restore(session, recorded, { earlier: options.run, approval }),
          );
        },
      );
      done(exit);
    });
