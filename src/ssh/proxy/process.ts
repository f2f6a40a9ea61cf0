import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { EXIT, HostError } from '../../core/errors.ts';
import type { Target } from '../target.ts';

/** A way to a host, and why it ended, once it has ended by a fault of its own. */
export interface Way {
  readonly sock: Duplex | undefined;
  readonly failure: () => Promise<HostError | undefined>;
}

/** As some write it; it is not known as a secret. */
const withoutPassword = (command: string): string =>
  command.replace(/(\bsshpass\s+-p\s*)(?:'[^']*'|"[^"]*"|\S+)/g, '$1…');

/** How much of a command's complaints is told, in characters. */
const MOST_TOLD = 2_000;

/** How long a command may take to end behind its output, in milliseconds. */
const END_LIMIT = 2_000;

/**
 * Runs a ProxyCommand as ssh does, by the user's shell, with the connection on its stdin and stdout. It has a session of its
 * own: Ctrl-C must not cut links that a run still needs, and so it cannot ask on the terminal.
 */
export function runProxy(command: string, { name }: Pick<Target, 'name'>): Way {
  const shell = process.env['SHELL'] || '/bin/sh';
  const child = spawn(shell, ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let complaints = '';
  let ended: string | undefined;
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints = (complaints + chunk).slice(-MOST_TOLD);
  });
  const isOver = Promise.race([
    once(child, 'close').then(([code, signal]) => {
      // One that ends well may only have been turned away, as where too many connect at once.
      if (code !== 0 || complaints.trim() !== '')
        ended = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
    }),
    once(child, 'error').then(([error]) => {
      ended = `could not be started (${(error as Error).message})`;
    }),
  ]).catch((error: unknown) => {
    ended = `could not be started (${(error as Error).message})`;
  });
  const sock = Duplex.from({ readable: child.stdout, writable: child.stdin });
  // The other end tells what went wrong; nobody else hears of it.
  sock.on('error', () => undefined);
  sock.on('close', () => child.kill('SIGHUP'));
  return {
    sock,
    async failure() {
      const late = new Promise((resolve) => setTimeout(resolve, END_LIMIT, undefined).unref());
      await Promise.race([isOver, late]);
      if (ended === undefined) return undefined;
      return new HostError({
        host: name,
        exit: EXIT.unreachable,
        message: `the ProxyCommand to it ${ended}`,
        command: withoutPassword(command),
        ...(complaints.trim() === '' ? {} : { output: complaints.trim() }),
        next: 'run the command by hand to see why, or use ProxyJump',
      });
    },
  };
}
