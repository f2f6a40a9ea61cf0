import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { toStderr } from './print.ts';
import { createProgram } from './program.ts';

/**
 * Runs umctl.
 * @param argv what follows the program's name
 * @returns the exit code, one of `EXIT`; errors have been printed
 */
export async function main(argv: readonly string[]): Promise<number> {
  forgiveWriteErrors();
  let exit: ExitCode = EXIT.done;
  try {
    const faults = await faultNames(argv);
    const done = (code: ExitCode): void => {
      exit = code;
    };
    const program = createProgram(done, { argv, faults });
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.invalid;
    const { refusalOf } = await import('./refusal.ts');
    const refusal = refusalOf(error, { verbosity: 3 });
    toStderr(refusal.lines);
    return refusal.exit;
  }
}

/** What umctl's own playbook can break in a drill; loaded for `drill` alone, as a playbook takes its time to load. */
async function faultNames(argv: readonly string[]): Promise<readonly string[]> {
  if (!argv.includes('drill')) return [];
  const { default: playbook } = await import('../../playbooks/cluster.ts');
  const { faultsOf } = await import('../cluster/drill/faults/index.ts');
  const { stack, others } = playbook.domain;
  return [...new Set([stack, ...others].flatMap(faultsOf).map(({ name }) => name))];
}

/**
 * What cannot be shown is lost, and nothing else: a reader that is gone (`| head`), a terminal that was hung up and a full
 * disk behind `> log` leave no host half way, and none locked. Of lost output that nobody chose to lose stderr tells, once.
 */
function forgiveWriteErrors(): void {
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') toStderr([`umctl: cannot write its output any more; the run continues: ${message}`]);
  });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
