import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../../system/run.ts';

/** Packages that are Debian's own: a Red Hat has nothing of these. */
export const debiansOwn =
  /^(dpkg|apt|debconf|debian-archive-keyring|init-system-helpers|adduser|ucf|libapt-pkg.*|libdebconfclient0|runit-helper|usrmerge)$/;

/** Removes the files of packages, then dpkg's and apt's whole state. Nothing knows of Debian packages after that. */
export async function dropDpkg(rootfs: string, names: ReadonlySet<string>): Promise<void> {
  for (const name of names) {
    const list = await readFile(join(rootfs, 'var/lib/dpkg/info', `${name}.list`), 'utf8').catch(() =>
      readFile(join(rootfs, 'var/lib/dpkg/info', `${name}:amd64.list`), 'utf8'),
    );
    for (const path of list.split('\n').filter((line) => line.startsWith('/') && line !== '/.')) {
      // Lists name /sbin and its like as directories, which are links here.
      const leads = await stat(join(rootfs, path)).catch(() => undefined);
      if (!leads?.isDirectory()) await rm(join(rootfs, path), { force: true });
    }
  }
  const state = ['var/lib/dpkg', 'var/lib/apt', 'var/cache/apt', 'var/cache/debconf', 'etc/apt', 'etc/dpkg'];
  const traces = ['etc/debian_version', 'etc/init.d', 'etc/default', 'etc/network'];
  const links = ['0', '1', '2', '3', '4', '5', '6', 'S'].map((level) => `etc/rc${level}.d`);
  for (const path of [...state, ...traces, ...links]) await must(['rm', '-rf', join(rootfs, path)]);
}
