import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, withChangingOptions } from './options.ts';

interface ApplyOptions extends ChangingOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl apply inventory.yaml', 'show the plan, ask, do it'],
    ['umctl apply inventory.yaml --yes', 'without asking: for scripts and CI'],
    ['umctl apply inventory.yaml --check', 'the plan only, as umctl plan'],
    ['umctl apply inventory.yaml -K', 'ask for the password of sudo first'],
    ['umctl apply inventory.yaml -p playbook.ts', 'a playbook of your own'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes),
  next: [
    'umctl verify proves that the cluster works.',
    'Answering no changes nothing and is exit 0. Ctrl-C once finishes the running step and frees the hosts; twice stops now.',
    'A run that was cut off is finished by the same command again.',
  ].join('\n'),
});

/** `umctl apply`: shows the plan, asks, and does it. */
export const applyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withChangingOptions(program.command('apply'))
    .description(
      'Make the hosts what the inventory says: shows the plan, asks, does exactly that, and checks the result.',
    )
    .option('-C, --check', 'only show the plan, as umctl plan')
    .option('--dry-run', 'the same as --check')
    .option('-D, --diff', 'show content diffs with --yes, too')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: ApplyOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const dryRun = options.check === true || options.dryRun === true;
      const asking = !dryRun && options.yes !== true;
      if (asking) (await import('./approve.ts')).requireTerminal(command, options);
      const exit = await runCommand(
        { command, inventory, options, diff: options.diff === true || options.yes !== true },
        async ({ engine, session, watch, view, interrupt, invocation }) => {
          if (dryRun) return engine.plan(session, watch);
          const { askToApprove } = await import('./approve.ts');
          const approve = asking ? askToApprove({ view, interrupt }) : async () => true;
          const { withRecord } = await import('./with-record.ts');
          return withRecord({ session, watch }, invocation, (recorded) => engine.apply(session, recorded, approve));
        },
      );
      done(exit);
    });
