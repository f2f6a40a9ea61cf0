import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, onlyShows, withPlanOptions } from './options.ts';

const HELP = helpText({
  examples: [
    ['umctl rotate-key inventory.yaml', 'show every phase, ask, do them'],
    ['umctl rotate-key inventory.yaml --check', 'show what it would do, change nothing'],
    ['umctl rotate-key inventory.yaml --yes', 'without asking'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes),
  next: [
    'With `key: { generate: true }` a new key is made. Any other source is read again: change the key there first.',
    'Every director accepts the new key, then all sign with it, then the old one is removed; the checks must pass in between.',
    'If a run was cut off, run the same command again (or umctl apply) to finish it.',
  ].join('\n'),
});

/** `umctl rotate-key`: changes the directors' key while the cluster serves. */
export const rotateKeyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withPlanOptions(program.command('rotate-key'))
    .description('Change the key of the directors, phase by phase, while they serve.')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: ChangingOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { askToApprove } = await import('./approve.ts');
      const asking = options.yes !== true && !onlyShows(options);
      const exit = await runCommand({ command, inventory, options, diff: options.diff ?? true }, async (running) => {
        const { session, watch, view, interrupt, invocation } = running;
        const { rotateKey } = await import('./use-cases.ts');
        const { withRecord } = await import('./with-record.ts');
        const approval = asking ? askToApprove({ view, interrupt }) : async () => true;
        const summary = await withRecord({ session, watch }, invocation, (recorded) =>
          rotateKey(session, recorded, approval),
        );
        if (
          summary.hosts.every(({ planned, failure }) => planned === 0 && failure === undefined) &&
          !watch.signal.aborted
        )
          watch.report({
            type: 'warning',
            message: 'the directors already have the key that its source gives: change it there, and run this again',
          });
        return summary;
      });
      done(exit);
    });
