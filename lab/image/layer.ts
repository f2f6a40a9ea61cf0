import { existsSync } from 'node:fs';
import { mkdir, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../model/paths.ts';
import { workSuffix } from './cache.ts';
import { recipeDigest } from './digest.ts';

/**
 * What several images have in common: from the cache, or made now, as long as its `sources` are the same. To be called
 * by the only build that runs.
 * @param fill puts it into an empty directory
 * @returns its directory
 */
export async function ensureLayer(
  name: string,
  sources: readonly string[],
  fill: (directory: string) => Promise<void>,
): Promise<string> {
  const directory = join(cacheDirectory(), `layer-${name}-${await recipeDigest(sources)}`);
  if (!existsSync(directory)) {
    const half = `${directory}${workSuffix}`;
    await mkdir(half, { recursive: true });
    await fill(half);
    await rename(half, directory);
  }
  await utimes(directory, new Date(), new Date());
  return directory;
}
