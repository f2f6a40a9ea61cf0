import { mkdir, readFile, statfs } from 'node:fs/promises';
import { cacheDirectory, checkout } from '../model/paths.ts';

const mebibyte = 1024 ** 2;
/** Two hosts with 256 MiB each at most, the tools around them, and what is left over for the tests. */
const memoryNeeded = 1024;
/** An image with its repository is 0.6 GiB; its build needs about as much again. */
const cacheNeeded = 2048;
const disksNeeded = 1024;

/** Whether there is memory to run and disk space to keep the lab. */
export async function roomProblem(): Promise<string | undefined> {
  const memory = availableMebibytes(await readFile('/proc/meminfo', 'utf8'));
  if (memory < memoryNeeded) return `it needs ${memoryNeeded} MiB of free memory, there are ${memory}`;
  const cache = cacheDirectory();
  await mkdir(cache, { recursive: true });
  for (const [directory, needed, remedy] of [
    [cache, cacheNeeded, 'set XDG_CACHE_HOME to a larger file system'],
    [checkout, disksNeeded, 'move the checkout to a larger file system'],
  ] as const) {
    const { bavail, bsize } = await statfs(directory);
    const free = Math.floor((bavail * bsize) / mebibyte);
    if (free < needed) return `it needs ${needed} MiB of disk space below ${directory}, there are ${free}; ${remedy}`;
  }
  return undefined;
}

/** MemAvailable of /proc/meminfo in MiB. Pure. */
export function availableMebibytes(meminfo: string): number {
  return Math.floor(Number(/^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1] ?? 0) / 1024);
}
