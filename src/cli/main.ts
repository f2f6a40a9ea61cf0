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
    await createProgram((code) => {
      exit = code;
    }).parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.invalid;
    const { refusalOf } = await import('./refusal.ts');
    const refusal = refusalOf(error, { verbosity: 3 });
    toStderr(refusal.lines);
    return refusal.exit;
  }
}

/**
 * What cannot be shown is lost, and nothing else: a reader that is gone (`| head`), a terminal that was hung up and a full
 * disk behind `> log` leave no host half way, and none locked. Of lost output that nobody chose to lose stderr tells, once.
 */
function forgiveWriteErrors(): void {
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') toStderr([`umctl: what it prints is lost from here on, and it goes on: ${message}`]);
  });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
