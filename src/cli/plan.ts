import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type Allowing, type SharedOptions, withAllowances, withSharedOptions } from './options.ts';

interface PlanOptions extends SharedOptions, Allowing {
  readonly diff?: boolean;
  readonly detailedExitcode?: boolean;
  readonly out?: string;
}

const HELP = helpText({
  examples: [
    ['umctl plan inventory.yaml', 'every change, with content diffs and reasons'],
    ['umctl plan inventory.yaml -v', 'the commands, too'],
    ['umctl plan inventory.yaml -l n1 -t heartbeat', 'one host, one role'],
    ['umctl plan inventory.yaml --out today.plan', 'save it, for umctl apply inventory.yaml --plan today.plan'],
    ['umctl plan inventory.yaml --detailed-exitcode', 'for scripts: exit 2 when there are changes'],
    ['umctl plan inventory.yaml --json | jq -c .type', 'for programs'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.changes, EXIT.failed, EXIT.unreachable, EXIT.interrupted],
  next: 'umctl apply does exactly what the plan shows.',
});

/** `umctl plan`: shows what would be done, and does nothing. */
export const planCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withAllowances(withSharedOptions(program.command('plan')))
    .description('Show what apply would do: fields old → new, content diffs, reasons. Changes nothing on any host.')
    .option('-D, --diff', 'show content diffs (the default)')
    .option('--no-diff', 'only count the lines that differ')
    .option('--detailed-exitcode', 'exit 2 when there are changes')
    .option('--out <file>', 'save the plan for apply --plan; it holds no secret')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: PlanOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { out } = options;
      if (out !== undefined) (await import('./output-file.ts')).requireWritable(command, '--out', out);
      const exit = await runCommand({ command, inventory, options, diff: options.diff ?? true }, async (running) => {
        const { engine, session, watch } = running;
        if (out === undefined) return engine.plan(session, watch);
        const { savingPlan } = await import('./save-plan.ts');
        return savingPlan(out, running, options, (heard) => engine.plan(session, heard));
      });
      done(exit);
    });
