import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Suite } from '../../../model/families.ts';
import { repositoryUrl } from '../../../model/topology.ts';
import { must } from '../../../system/run.ts';

/** Writes files into a system, making the directories they are in: path → text. */
export async function put(rootfs: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(rootfs, path)), { recursive: true });
    await writeFile(join(rootfs, path), text);
  }
}

/** The file that tells dnf and yum of the lab's repository. Pure. */
export const repositoryFile = (url: string): string =>
  ['[lab]', 'name=lab', `baseurl=${url}`, 'gpgcheck=0', ''].join('\n');

/** What hosts of the Red Hat family have in common, old and new. */
export async function configureAny(rootfs: string, suite: Suite): Promise<void> {
  for (const path of ['etc/resolv.conf', 'etc/machine-id', 'etc/hostname', 'usr/bin/sh'])
    await rm(join(rootfs, path), { force: true });
  await must(['sh', '-c', 'rm -f "$0"/etc/ssh/ssh_host_*', rootfs]);
  // There, sh is bash.
  await symlink('bash', join(rootfs, 'usr/bin/sh'));
  await put(rootfs, {
    'etc/resolv.conf': '',
    'etc/fstab': '# The kernel mounts the root file system read-write.\n',
    // Debian's rpm would look for a database in root's home.
    'etc/rpm/macros': '%_dbpath /var/lib/rpm\n',
    'etc/sysctl.conf': '# See sysctl.conf(5).\n',
    'etc/yum.repos.d/lab.repo': repositoryFile(repositoryUrl(suite)),
  });
  await mkdir(join(rootfs, 'etc/sysconfig'), { recursive: true });
}
