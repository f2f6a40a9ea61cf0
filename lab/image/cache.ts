import { access, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Suite, suites } from '../model/families.ts';
import { cacheDirectory } from '../model/paths.ts';
import { must, run } from '../system/run.ts';
import { recipeDigest } from './digest.ts';

/** One finished build: a kernel, a base disk and a package repository. Every running lab locks its image's directory. */
export interface Image {
  readonly suite: Suite;
  readonly key: string;
  readonly directory: string;
  readonly disk: string;
  readonly repository: string;
  readonly kernel: string;
}

const dayInMilliseconds = 24 * 3600 * 1000;

/** Where the image of a suite is, or would be, according to today's recipe. */
export async function imageOf(suite: Suite): Promise<Image> {
  const here = import.meta.dirname;
  // How others are made of Debian is no matter to Debian itself, nor to each other.
  const others = { debian: ['redhat', 'cloud'], cloud: ['redhat'], redhat: ['cloud'], legacy: ['cloud'] }[
    suites[suite]
  ];
  const options = { without: others.map((name) => join(here, 'recipes', name)) };
  const digest = await recipeDigest([here, join(here, '../model/topology.ts')], options);
  return imageWithKey(suite, `${suite}-${digest}`);
}

/** The image of a suite with a key that `imageOf` once gave. */
export function imageWithKey(suite: Suite, key: string): Image {
  const directory = join(cacheDirectory(), key);
  return {
    suite,
    key,
    directory,
    disk: join(directory, 'base.ext4'),
    repository: join(directory, 'repository'),
    kernel: join(directory, 'kernel'),
  };
}

/** Whether an image can be used. A build gets its directory's final name only when all of it is there. */
export function isBuilt(image: Image): Promise<boolean> {
  return access(image.directory).then(
    () => true,
    () => false,
  );
}

/** Which build an image is: copies on write know their base by the time of its last change. */
export async function buildOf({ key, disk }: Image): Promise<string> {
  return `${key} ${(await stat(disk)).mtime.toISOString()}`;
}

/** Notes that an image was used now; `removeOld` goes by it. */
export async function touch(image: Image): Promise<void> {
  await utimes(image.directory, new Date(), new Date());
}

/**
 * Removes builds that were cut short, and images that no lab runs from and none has used for a day. To be called by the
 * only build that runs.
 */
export async function removeOld(options: { keep: string; now: Date }): Promise<void> {
  const cache = cacheDirectory();
  const entries = await readdir(cache, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== options.keep)) {
    const directory = join(cache, name);
    const age = options.now.getTime() - (await stat(directory)).mtimeMs;
    if (name.endsWith(workSuffix)) await must(['rm', '-rf', '--one-file-system', directory]);
    // Refuses, and that is all right, while a running lab shares the lock.
    else if (age > dayInMilliseconds)
      await run(['flock', '--exclusive', '--nonblock', directory, 'rm', '-rf', directory]);
  }
}

/** Ending of a build's scratch directory. */
export const workSuffix = '.work';
