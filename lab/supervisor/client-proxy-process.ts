import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { clientNamespace } from '../model/paths.ts';

/** Starts the proxy in the client's network namespace (see ../client-proxy.ts); resolves once it can be connected to. */
export function startClientProxy(): Promise<void> {
  const entry = join(import.meta.dirname, '../client-proxy.ts');
  const argv = [`--net=${clientNamespace}`, '--', process.execPath, entry];
  const child = spawn('nsenter', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the client's proxy ended: ${signal ?? `exit ${code}`}`)));
    createInterface(child.stdout).once('line', () => resolve());
  });
}
