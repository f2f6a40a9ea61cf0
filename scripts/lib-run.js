// The pinned Node.js, which node_modules holds, and how to run something under it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/** Runs a file under the pinned Node.js with our own stdin, stdout and stderr; resolves with its exit status. */
export function runPinned(root, argv) {
  return runThrough(join(root, 'node_modules/.bin/node'), argv);
}

/**
 * Runs a command in our place: signals sent to us go on to it, and it alone decides what Ctrl-C means, which the
 * terminal sends to both of us.
 */
export function runThrough(command, argv) {
  const child = spawn(command, argv, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
