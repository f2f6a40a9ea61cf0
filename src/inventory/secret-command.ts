import { spawn } from 'node:child_process';
import { InputError } from '../core/errors.ts';
import type { SecretSurroundings } from './secret-surroundings.ts';

/** Long enough for a person to type a passphrase. */
const LIMIT_SECONDS = 120;
const LARGEST = 64 * 1024;
const MOST_STDERR = 2000;

/**
 * What a shell command on the controller prints. Its terminal stays open to it (/dev/tty), so that it can ask for a
 * passphrase; its stdin is empty.
 * @throws InputError with the command, how it ended and its stderr, never with what it printed to stdout.
 */
export function readCommand(
  command: string,
  { env, directory }: Pick<Required<SecretSurroundings>, 'env' | 'directory'>,
  { limitSeconds = LIMIT_SECONDS }: { readonly limitSeconds?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: directory,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    let size = 0;
    let complaints = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      const stderr = complaints.trim() === '' ? '' : `\n${complaints.trim()}`;
      reject(new InputError([{ message: `from_command: \`${command}\` ${why}${stderr}` }]));
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
      resolve(Buffer.concat(printed).toString('utf8'));
    });
  });
}
