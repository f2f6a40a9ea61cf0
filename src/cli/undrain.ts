import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Session } from '../engine/run/session.ts';
import { helpText } from './help.ts';
import { nodeArgument } from './node-argument.ts';
import { type ChangingOptions, onlyShows, withPlanOptions } from './options.ts';

const HELP = helpText({
  examples: [
    ['umctl undrain inventory.yaml n2', 'clients are sent to n2 again, once it answers its check'],
    ['umctl undrain inventory.yaml n2 --check', 'show what it would do, change nothing'],
    ['umctl undrain inventory.yaml n2 --yes', 'without asking'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes && exit !== EXIT.split),
  next: [
    'umctl status shows whether it serves.',
    'It has two steps, to keep the connections that it still has: first its weight is restored, then',
    'the configuration becomes what the inventory says. The second is shown, and not asked for again.',
  ].join('\n'),
});

/** `umctl undrain`: gives a drained real server clients again. */
export const undrainCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withPlanOptions(program.command('undrain'))
    .argument('[node]', 'the real server, as umctl drain has it')
    .description('Give a drained real server clients again.')
    .addHelpText('after', HELP)
    .action(async (first: string | undefined, second: string | undefined, given: ChangingOptions, command: Command) => {
      const { inventory, node } = nodeArgument(command, { inventory: first, node: second }, given);
      const options = { ...given, node };
      const { runCommand } = await import('./run-command.ts');
      const { askToApprove } = await import('./approve.ts');
      const asking = options.yes !== true && !onlyShows(options);
      const { clusterOfRealServer, inCluster } = await import('../cluster/clusters/pick.ts');
      const pick = clusterOfRealServer(node);
      const fits = ({ job }: Session) => void pick(job);
      const exit = await runCommand(
        { command, inventory, options, diff: options.diff ?? true, fits },
        async (running) => {
          const { undrain } = await import('../cluster/drain/drain.ts');
          const { withRecord } = await import('./with-record.ts');
          const approval = asking ? askToApprove(running) : async () => true;
          return withRecord(running, running.invocation, (heard) => {
            const { session, watch } = inCluster(running.session, heard, pick);
            return undrain(session, watch, { node, approval });
          });
        },
      );
      done(exit);
    });
