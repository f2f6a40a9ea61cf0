import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { moreVerbose } from './options.ts';

interface HistoryOptions {
  readonly json?: boolean;
  readonly verbose?: number;
  readonly color: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl history', 'every run that changed or meant to change hosts, the newest first'],
    ['umctl history 20260923T054512Z-3f2a9c', 'one run in full: plan, steps with durations, checks, outcome'],
    ['umctl history --json | jq -c .by.user', 'one JSON line a run'],
  ],
  exits: [EXIT.done, EXIT.invalid],
  next: 'umctl restore undoes a run. The last 200 runs are kept in ~/.local/state/umctl (XDG_STATE_HOME).',
});

/** `umctl history`: lists the runs on record on this controller, or shows one. Connects to nothing. */
export const historyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  program
    .command('history')
    .description('Show what was done from this controller: all runs, or one run in full.')
    .argument('[run]', 'the id of a run, from the list')
    .option('-v, --verbose', 'show commands; -vv: what they read on stdin', moreVerbose)
    .option('--json', 'JSON lines on stdout and nothing else')
    .option('--no-color', 'no colours (as when NO_COLOR is set)')
    .addHelpText('after', HELP)
    .action(async (run: string | undefined, options: HistoryOptions, command: Command) => {
      const { showHistory, showRun } = await import('./show-history.ts');
      if (run === undefined) showHistory(options);
      else if (!showRun(run, options))
        command.error(`error: no run '${run}' is on record here; umctl history lists them`);
      done(EXIT.done);
    });
