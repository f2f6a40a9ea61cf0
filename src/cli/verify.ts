import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { helpText } from './help.ts';
import { type SharedOptions, timeSpan, withSharedOptions } from './options.ts';

interface VerifyOptions extends SharedOptions {
  readonly junit?: string;
  readonly wait: number;
}

const HELP = helpText({
  examples: [
    ['umctl verify inventory.yaml', 'every check by name; failed ones with command and output'],
    ['umctl verify inventory.yaml --wait 5m', 'after a reboot: each check may take so long to come right'],
    ['umctl verify inventory.yaml --junit verify.xml', 'for a CI server'],
    ['umctl verify inventory.yaml --json', 'for a program'],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.unhealthy, EXIT.interrupted],
  next: 'umctl plan shows what differs where a host is not as wanted.',
});

/** `umctl verify`: asks whether the cluster works. */
export const verifyCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  withSharedOptions(program.command('verify'))
    .description('Prove that the cluster works: the plan is empty and every check passes. Changes nothing.')
    .option('--junit <file>', 'write the checks as JUnit XML, too')
    .option('--wait <time>', 'how long a check may take to come right, as 30s or 5m (default: not at all)', timeSpan, 0)
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, options: VerifyOptions, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { junit, wait } = options;
      const record = junit === undefined ? undefined : (await import('./junit-file.ts')).junitFile(command, junit);
      const exit = await runCommand(
        { command, inventory, options, ...(record === undefined ? {} : { record }) },
        ({ engine, session, watch }) => engine.verify(session, watch, { waitSeconds: wait }),
      );
      done(exit);
    });
