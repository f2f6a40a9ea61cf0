import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { baseOf, type Suite } from '../model/families.ts';
import { cacheDirectory } from '../model/paths.ts';
import { type Image, imageOf, isBuilt, touch } from './cache.ts';

export interface EnsureOptions {
  readonly suite: Suite;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The image of a suite: from the cache, or built now. Only one build runs at a time; others wait for it. */
export async function ensureImage({ suite, log, signal }: EnsureOptions): Promise<Image> {
  const base = baseOf(suite);
  if (base !== undefined) await ensureImage({ suite: base, log, signal });
  const image = await imageOf(suite);
  if (!(await isBuilt(image))) {
    log(`building the ${suite} image (once per recipe, one to four minutes)`);
    await build(image, { suite, log, signal });
  }
  await touch(image);
  return image;
}

async function build(image: Image, { suite, log, signal }: EnsureOptions): Promise<void> {
  const cache = cacheDirectory();
  await mkdir(cache, { recursive: true });
  // Ends with us, however we end, and takes every tool it started with it.
  const bound = [
    '--pdeathsig',
    'KILL',
    'flock',
    '--exclusive',
    '--timeout',
    '900',
    '--no-fork',
    join(cache, 'build.lock'),
  ];
  const alone = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const argv = [...bound, ...alone, process.execPath, join(import.meta.dirname, 'build.ts'), suite, image.key];
  const child = spawn('setpriv', argv, { stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
  createInterface(child.stdout).on('line', (line) => log(`  ${line}`));
  const complaint = text(child.stderr);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? -1));
  });
  if (code !== 0) throw new Error(`building the ${suite} image failed\n${await complaint}`);
}
