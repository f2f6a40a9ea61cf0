import { spawn } from 'node:child_process';
import { InputError } from '../core/errors.ts';

/** Long enough for a person to type a passphrase. */
const LIMIT_SECONDS = 120;
const LARGEST = 64 * 1024;
const MOST_STDERR = 2000;

interface Running {
  /** What runs, for messages. */
  readonly shown: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: the working directory. */
  readonly directory?: string;
  readonly limitSeconds?: number;
}

/**
 * What a program on the controller prints. Its terminal stays open to it (/dev/tty), so that it can ask for a
 * passphrase; its stdin is empty.
 * @throws InputError with what ran, how it ended and its stderr, never with what it printed to stdout.
 */
export function readOutput(
  [program = '', ...args]: readonly string[],
  { shown, env, directory, limitSeconds = LIMIT_SECONDS }: Running,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: directory, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    let size = 0;
    let complaints = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      const stderr = complaints.trim() === '' ? '' : `\n${complaints.trim()}`;
      reject(new InputError([{ message: `${shown} ${why}${stderr}` }]));
    };
    const timer = setTimeout(() => fail(`printed no secret within ${limitSeconds} s`), limitSeconds * 1000);
    child.stdout.on('data', (chunk: Buffer) => {
      printed.push(chunk);
      size += chunk.length;
      if (size > LARGEST) fail(`printed more than ${LARGEST} bytes`);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaints = (complaints + chunk).slice(-MOST_STDERR);
    });
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('close', (code, signal) => {
      if (code !== 0) return fail(signal === null ? `failed with exit code ${code}` : `was ended by ${signal}`);
      clearTimeout(timer);
      resolve(Buffer.concat(printed));
    });
  });
}
