import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { HostSpec } from '../model/topology.ts';
import type { Repositories } from './repository-server.ts';

/**
 * Starts the gateway in a new network namespace; resolves with its pid once network and services are there. A lab whose
 * gateway is gone is no lab: when it ends, now or later, so does the supervisor, with the reason in its log.
 */
export function startSegment(options: { hosts: readonly HostSpec[]; repositories: Repositories }): Promise<number> {
  const entry = join(import.meta.dirname, '../segment.ts');
  const argv = ['--net', process.execPath, entry, JSON.stringify(options.hosts), JSON.stringify(options.repositories)];
  const child = spawn('unshare', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      throw new Error(`the lab's gateway ended: ${signal ?? `exit status ${code}`}`);
    });
    createInterface(child.stdout).once('line', () => resolve(child.pid ?? 0));
  });
}
