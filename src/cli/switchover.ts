import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Session } from '../engine/run/session.ts';
import { helpText } from './help.ts';
import { type ChangingOptions, withChangingOptions } from './options.ts';

interface SwitchoverCommandOptions extends ChangingOptions {
  readonly to?: string;
  readonly address?: string;
}

const HELP = helpText({
  examples: [
    ['umctl switchover inventory.yaml', 'show who hands over to whom, ask, do it'],
    ['umctl switchover inventory.yaml --to n2', 'make n2 active; does nothing if it already is'],
    [
      'umctl switchover inventory.yaml --to n2 --address shop',
      'only the virtual address shop, with those that go where it goes',
    ],
    ['umctl switchover inventory.yaml --check', 'show what it would do, change nothing'],
    ['umctl switchover inventory.yaml --yes', 'without asking'],
  ],
  exits: Object.values(EXIT).filter((exit) => exit !== EXIT.changes && exit !== EXIT.moved),
  next: [
    'umctl verify proves that the cluster serves: all of its checks must pass before a switch-over, and are run again afterwards.',
    'With `handover: make_before_break` no request fails; with `classic` there is a gap of a few seconds.',
  ].join('\n'),
});

/** `umctl switchover`: hands the active node's duties to another, and proves that it serves. */
export const switchoverCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withChangingOptions(program.command('switchover'))
    .description('Make another director active, and prove that it serves.')
    .option('--to <node>', 'the director to make active (default: the other one)')
    .option('--address <name>', 'only this virtual address, where directors share them by `prefer` (default: all)')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: SwitchoverCommandOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { ask } = await import('./approve.ts');
      const { yes = false, to, address } = options;
      const { clusterOfDirector, inCluster } = await import('../cluster/clusters/pick.ts');
      const pick = clusterOfDirector(to);
      const fits = ({ job }: Session) => void pick(job);
      const exit = await runCommand({ command, inventory, options, fits }, async (at) => {
        const { withRecord } = await import('./with-record.ts');
        return withRecord(at, at.invocation, (heard) => {
          const { session, watch } = inCluster(at.session, heard, pick);
          return at.engine.switchover(session, watch, {
            ...(to === undefined ? {} : { to }),
            ...(address === undefined ? {} : { address }),
            approve: async ({ from, to: next, what = `the duties of ${from}` }) =>
              yes || ask(`Hand ${what} over${what.startsWith('the duties') ? '' : ` from ${from}`} to ${next}?`, at),
          });
        });
      });
      done(exit);
    });
