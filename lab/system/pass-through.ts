import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

/**
 * Runs a command with our own stdin, stdout and stderr; resolves with the exit status to end with. Signals sent to us go
 * on to it. (One typed on the terminal reaches both of us without our help; we only must outlive it.)
 */
export function passThrough(argv: readonly string[]): Promise<number> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { stdio: 'inherit' });
  const listeners = {
    SIGINT: () => undefined,
    SIGTERM: () => child.kill('SIGTERM'),
    SIGHUP: () => child.kill('SIGHUP'),
  };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
  return ended.finally(() => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  });
}
