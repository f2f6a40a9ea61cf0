import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { type Suite, suites } from '../model/families.ts';
import { imageWithKey, isBuilt, removeOld, workSuffix } from './cache.ts';
import { makeDisk, prepareForUml } from './disk.ts';
import { buildKernel, kernelModules } from './kernel.ts';
import { recipes } from './recipes/index.ts';

/**
 * Builds one image, as a process of its own (see ensure.ts): whoever ends it ends every tool it started, and the lock
 * it runs under goes with it. Everything is made in a scratch directory and renamed at the end.
 */
async function build(suite: Suite, key: string): Promise<void> {
  const image = imageWithKey(suite, key);
  if (await isBuilt(image)) return;
  await removeOld({ keep: image.key, now: new Date() });
  const work = `${image.directory}${workSuffix}`;
  const [target, rootfs] = [join(work, 'image'), join(work, 'rootfs')];
  const kernel = join(target, 'kernel');
  await mkdir(rootfs, { recursive: true });
  await mkdir(kernel, { recursive: true });
  say(`fetching the kernel, installing ${suite} and collecting packages`);
  await Promise.all([
    buildKernel({ work, target: kernel, final: image.kernel }),
    recipes[suites[suite]]({ suite, rootfs, work, repository: join(target, 'repository') }),
  ]);
  say('writing the disk');
  await prepareForUml({ rootfs, modules: kernelModules(kernel) });
  await makeDisk({ rootfs, disk: join(target, 'base.ext4') });
  await rename(target, image.directory);
  await removeOld({ keep: image.key, now: new Date() });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.umask(0o022);
const [suite = '', key = ''] = process.argv.slice(2);
await build(suite as Suite, key);
