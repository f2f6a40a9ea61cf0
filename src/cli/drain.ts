import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Session } from '../engine/run/session.ts';
import { helpText } from './help.ts';
import { nodeArgument } from './node-argument.ts';
import { type ChangingOptions, onlyShows, timeSpan, withPlanOptions } from './options.ts';

interface DrainOptions extends ChangingOptions {
  readonly timeout: number;
  readonly reason?: string;
  readonly allowOutage?: boolean;
}

const HELP = helpText({
  examples: [
    ['umctl drain inventory.yaml n2', 'no new connections to n2; wait until the established ones have ended'],
    [
      'umctl drain inventory.yaml 192.168.6.20 --timeout 30m --yes',
      'a real server that is not a node; wait up to 30 minutes',
    ],
    ['umctl drain inventory.yaml n2 -l n1', 'while n2, also a director, is down: only n1 remembers it'],
    ['umctl drain inventory.yaml n2 --check', 'show what it would do, change nothing'],
    ['umctl undrain inventory.yaml n2', 'give it clients again'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes && exit !== EXIT.split),
  next: [
    'umctl undrain gives it clients again. A drain survives a switchover, a reboot and an apply; every plan says so.',
    'If connections are left when the time is up, it stays drained (exit 7); run the same command again to wait longer.',
    'If the cluster serves ftp, persistent clients stay on a drained real server until their persistence ends.',
  ].join('\n'),
});

/** `umctl drain`: takes a real server out of the rotation and waits until its connections have ended. */
export const drainCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withPlanOptions(program.command('drain'))
    .argument('[node]', 'the real server: its name in the inventory, or its address if it is not in the inventory')
    .description('Stop new connections to a real server, and wait for the established ones to end.')
    .option('--timeout <time>', 'how long to wait for connections to end, as 30s, 10m or 1h', timeSpan, 300)
    .option('--reason <text>', 'why it is drained; shown by status and plans')
    .option('--allow-outage', 'drain even the last real server of a service: clients are then refused')
    .addHelpText('after', HELP)
    .action(async (first: string | undefined, second: string | undefined, given: DrainOptions, command: Command) => {
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
          const { drain } = await import('../cluster/drain/drain.ts');
          const { withRecord } = await import('./with-record.ts');
          const approval = asking ? askToApprove(running) : async () => true;
          const { timeout, reason = '', allowOutage = false } = options;
          return withRecord(running, running.invocation, (heard) => {
            const { session, watch } = inCluster(running.session, heard, pick);
            return drain(session, watch, { node, reason, timeout, allowOutage, approval });
          });
        },
      );
      done(exit);
    });
