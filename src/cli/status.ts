import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type SharedOptions, withSharedOptions } from './options.ts';

interface StatusOptions extends SharedOptions {
  readonly watch?: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl status inventory.yaml', 'who is active and since when, links, the LVS table, drained real servers, drift'],
    ['umctl status inventory.yaml --watch', 'refresh until Ctrl-C; in a pipe, a line for each change'],
    ["umctl status inventory.yaml --json | jq -r '.active[].host'", 'one JSON document; with --watch, one a line'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.unhealthy, EXIT.split, EXIT.interrupted],
  next: 'umctl verify proves in more depth that the cluster works; umctl plan shows what differs.',
});

/** `umctl status`: shows what a cluster is doing. */
export const statusCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withSharedOptions(program.command('status'))
    .description(
      'Show the state of the cluster: who is active, links, the LVS table, drained real servers. Changes nothing.',
    )
    .option('-w, --watch', 'go on until Ctrl-C')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: StatusOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { showStatus, quiet } = await import('./show-status.ts');
      const exit = await runCommand({ command, inventory, options, view: quiet }, ({ session, watch, invocation }) =>
        showStatus(session, watch, { ...options, invocation }),
      );
      done(exit);
    });
