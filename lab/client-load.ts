import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { LoadResult } from '../src/load/record.ts';
import type { LoadSettings } from '../src/load/settings.ts';
import { clientArgv } from './access/client.ts';
import type { RunningLab } from './life/running-lab.ts';

/** Load that a lab's client makes. */
export interface ClientLoad {
  /** Ends it and tells what it saw. */
  stop(): Promise<LoadResult>;
}

/** What can be said of the load to a program of its own. */
export type ClientLoadSettings = Pick<LoadSettings, 'url'> &
  Partial<Pick<LoadSettings, 'also' | 'rate' | 'limit' | 'keepAlive'>>;

/** Begins a load in the network namespace of the lab's client; it ends with the program that began it, at the latest. */
export async function startClientLoad(lab: RunningLab, settings: ClientLoadSettings): Promise<ClientLoad> {
  const program = [process.execPath, join(import.meta.dirname, 'load.ts'), JSON.stringify(settings)];
  const [command = '', ...args] = clientArgv(lab.process, program);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const begun = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const fail = (code: number): never => {
    throw new Error(`the load of the lab's client ended with exit status ${code}`);
  };
  await Promise.race([begun, ended.then(fail)]);
  const printed = text(child.stdout);
  return {
    async stop() {
      child.stdin.end();
      const code = await ended;
      return code === 0 ? (JSON.parse(await printed) as LoadResult) : fail(code);
    },
  };
}
