import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError } from '../core/errors.ts';
import type { Approval } from '../engine/approve/approval.ts';
import { helpText } from './help.ts';
import { type Allowing, type ChangingOptions, onlyShows, withAllowances, withPlanOptions } from './options.ts';

interface ApplyOptions extends ChangingOptions, Allowing {
  readonly plan?: string;
}

const HELP = helpText({
  examples: [
    ['umctl apply inventory.yaml', 'show the plan, ask, apply it'],
    ['umctl apply inventory.yaml --yes', 'without asking: for scripts and CI'],
    ['umctl apply inventory.yaml --plan today.plan', 'exactly what umctl plan --out saved, or nothing (exit 6)'],
    ['umctl apply inventory.yaml --check', 'only the plan, as umctl plan'],
    ['umctl apply inventory.yaml -K', 'ask for the sudo password first'],
    ['umctl apply inventory.yaml -p playbook.ts', 'your own playbook'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes && exit !== EXIT.split),
  next: [
    'umctl verify proves that the cluster works.',
    'Answering no changes nothing (exit 0). Ctrl-C finishes the running step and unlocks the hosts; a second Ctrl-C stops at once.',
    'If a run was cut off, run the same command again to finish it. umctl history shows what was done.',
  ].join('\n'),
});

/** `umctl apply`: shows the plan, asks, and does it. */
export const applyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withAllowances(withPlanOptions(program.command('apply')))
    .description(
      'Make the hosts match the inventory: shows the plan, asks, applies exactly that, and checks the result.',
    )
    .option('--plan <file>', 'apply exactly the plan that umctl plan --out saved, without asking, or nothing')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, given: ApplyOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { readSavedPlan, optionsOfPlan, approvedBy } = await import('./saved-plan.ts');
      const { UNASKED } = await import('../engine/approve/approval.ts');
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
          const asked = asking ? askToApprove({ view, interrupt }) : UNASKED;
          const approval: Approval = isRead ? approvedBy(saved, session.redact) : asked;
          const { rememberMembers } = await import('./remember-members.ts');
          const summary = await withRecord({ session, watch }, invocation, (recorded) =>
            engine.apply(session, recorded, approval),
          );
          rememberMembers({ session, watch }, [invocation.inventory, ...(invocation.moreInventories ?? [])], summary);
          return summary;
        },
      );
      done(exit);
    });
