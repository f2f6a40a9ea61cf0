import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError } from '../core/errors.ts';
import type { Approval } from '../engine/approve/approval.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, onlyShows, withPlanOptions } from './options.ts';

interface ApplyOptions extends ChangingOptions {
  readonly plan?: string;
}

const HELP = helpText({
  examples: [
    ['umctl apply inventory.yaml', 'show the plan, ask, do it'],
    ['umctl apply inventory.yaml --yes', 'without asking: for scripts and CI'],
    ['umctl apply inventory.yaml --plan today.plan', 'exactly what umctl plan --out saved, or nothing (exit 6)'],
    ['umctl apply inventory.yaml --check', 'the plan only, as umctl plan'],
    ['umctl apply inventory.yaml -K', 'ask for the password of sudo first'],
    ['umctl apply inventory.yaml -p playbook.ts', 'a playbook of your own'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes && exit !== EXIT.split),
  next: [
    'umctl verify proves that the cluster works.',
    'Answering no changes nothing and is exit 0. Ctrl-C once finishes the running step and frees the hosts; twice stops now.',
    'A run that was cut off is finished by the same command again. umctl history shows what was done.',
  ].join('\n'),
});

/** `umctl apply`: shows the plan, asks, and does it. */
export const applyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withPlanOptions(program.command('apply'))
    .description(
      'Make the hosts what the inventory says: shows the plan, asks, does exactly that, and checks the result.',
    )
    .option('--plan <file>', 'do exactly what umctl plan --out saved, without asking, or nothing')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, given: ApplyOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { readSavedPlan, optionsOfPlan, approvedBy } = await import('./saved-plan.ts');
      const { plan: file = '', yes = false } = given;
      const saved = file === '' ? undefined : readSavedPlan(file);
      const isRead = saved !== undefined && !(saved instanceof InputError);
      const options = isRead ? optionsOfPlan(command, given, saved) : given;
      const dryRun = onlyShows(options);
      const asking = !dryRun && !yes && saved === undefined;
      const exit = await runCommand(
        {
          command,
          inventory,
          options,
          diff: options.diff ?? (asking || dryRun),
          refuse: saved instanceof InputError ? saved : undefined,
          saved: isRead ? { file, plan: saved } : undefined,
        },
        async ({ engine, session, watch, view, interrupt, invocation }) => {
          if (dryRun) return engine.plan(session, watch);
          const { askToApprove } = await import('./approve.ts');
          const { withRecord } = await import('./with-record.ts');
          const asked = asking ? askToApprove({ view, interrupt }) : async () => true;
          const approval: Approval = isRead ? approvedBy(saved, session.redact) : asked;
          const { rememberMembers } = await import('./remember-members.ts');
          const summary = await withRecord({ session, watch }, invocation, (recorded) =>
            engine.apply(session, recorded, approval),
          );
          rememberMembers({ session, watch }, invocation.inventory, summary);
          return summary;
        },
      );
      done(exit);
    });
