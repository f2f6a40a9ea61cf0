import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Scene } from './scene.ts';

const program = path.resolve(import.meta.dirname, '../../../bin/umctl.js');
const LIMIT_MS = 400_000;

export interface Played {
  readonly code: number | null;
  /** All that it printed, on stdout and stderr. */
  readonly output: string;
}

interface How {
  /** Kills umctl with SIGKILL as soon as it has printed this. */
  readonly killedAt?: string;
  /** Whether the command is about the scene's inventory. Default: it is. */
  readonly inventory?: boolean;
}

/** Runs umctl with nothing of its own outside the scene's scratch directory; the key is in its environment. */
export async function play(
  scene: Scene,
  args: readonly string[],
  { killedAt, inventory = true }: How = {},
): Promise<Played> {
  const [command = '', ...options] = args;
  const about = inventory ? [scene.inventory, '--vault-password-file', scene.vaultPasswordFile] : [];
  const at = (name: string): string => path.join(scene.scratch, name);
  const child = spawn(process.execPath, [program, command, ...about, ...options], {
    env: {
      ...{ PATH: process.env['PATH'], LANG: 'C.UTF-8', UMCTL_TEST_KEY: scene.poisons.key.value },
      ...{ HOME: at('home'), TMPDIR: at('tmp'), XDG_STATE_HOME: at('state'), XDG_CACHE_HOME: at('cache') },
    },
    cwd: at('home'),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const chunks: Buffer[] = [];
  const hear = (chunk: Buffer): void => {
    chunks.push(chunk);
    if (killedAt !== undefined && Buffer.concat(chunks).includes(killedAt)) child.kill('SIGKILL');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const code = await ended;
  return { code, output: Buffer.concat(chunks).toString() };
}
