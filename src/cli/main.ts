import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { createProgram } from './program.ts';

/**
 * Runs umctl.
 * @param argv what follows the program's name
 * @returns the exit code, one of `EXIT`; errors have been printed
 */
export async function main(argv: readonly string[]): Promise<number> {
  forgiveClosedPipes();
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
    process.stderr.write(`${refusal.lines.join('\n')}\n`);
    return refusal.exit;
  }
}

/** A reader that closes the pipe (`| head`) ends what is shown, not what is done: no host is left half way for it. */
function forgiveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
