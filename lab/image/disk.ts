import { chmod, copyFile, cp, open } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../system/run.ts';

const diskSize = 3 * 1024 ** 3;

/** Puts what a UML host needs besides its system into a root directory: the kernel's modules and the first process. */
export async function prepareForUml(options: { rootfs: string; modules: string }): Promise<void> {
  const { rootfs, modules } = options;
  await cp(modules, join(rootfs, 'lib/modules'), { recursive: true });
  await copyFile(join(import.meta.dirname, 'files/lab-init'), join(rootfs, 'sbin/lab-init'));
  await chmod(join(rootfs, 'sbin/lab-init'), 0o755);
}

/** Makes a sparse ext4 disk holding a directory (mke2fs(8), -d). */
export async function makeDisk(options: { rootfs: string; disk: string }): Promise<void> {
  const file = await open(options.disk, 'w');
  await file.truncate(diskSize).finally(() => file.close());
  const quickly = ['-E', 'lazy_itable_init=1,lazy_journal_init=1', '-m', '0'];
  await must(['mkfs.ext4', '-q', '-F', ...quickly, '-L', 'root', '-d', options.rootfs, options.disk]);
}
