import { chmod, copyFile, cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../../system/run.ts';
import { configureAny, put } from './common.ts';
import type { Layer } from './layer.ts';

const levels = ['0', '1', '2', '3', '4', '5', '6'];

/** What the lab's own scripts stand in for, and where they are; all of them say so themselves. */
const standIns = join(import.meta.dirname, 'files/legacy');
const programs = ['usr/sbin', 'etc/rc.d', 'etc/rc.d/init.d'];
const notToBeRun = ['functions'];

/** Gives a system without dpkg and systemd the configuration of a Red Hat with System V init. */
export async function configureLegacy(rootfs: string, { unpacked }: Layer): Promise<void> {
  for (const path of ['etc/systemd', 'usr/lib/systemd', 'etc/NetworkManager', 'etc/dbus-1', 'etc/udev'])
    await rm(join(rootfs, path), { recursive: true, force: true });
  await configureAny(rootfs, 'el6');
  await must(['sed', '-i', '/pam_systemd/d', join(rootfs, 'etc/pam.d/common-session')]);
  await unpackInit(rootfs, unpacked);
  await cp(standIns, rootfs, { recursive: true });
  await linkScripts(rootfs);
  await varRun(rootfs);
  await yum(rootfs);
}

/** Directories of the disk, as before there was a /run; the link is for Debian's programs, which know no other place. */
async function varRun(rootfs: string): Promise<void> {
  for (const path of ['run', 'var/run', 'var/lock']) await rm(join(rootfs, path), { recursive: true, force: true });
  for (const path of ['var/run', 'var/lock']) await mkdir(join(rootfs, path));
  await symlink('var/run', join(rootfs, 'run'));
}

/** Copied file by file: its archive has a directory /sbin, where this system has a link. */
async function unpackInit(rootfs: string, unpacked: string): Promise<void> {
  const tree = join(rootfs, 'tmp/init');
  for (const file of await readdir(unpacked)) await must(['dpkg-deb', '-x', join(unpacked, file), tree]);
  await must(['cp', '-a', `${join(tree, 'sbin')}/.`, join(rootfs, 'usr/sbin')]);
  await rm(tree, { recursive: true });
}

async function linkScripts(rootfs: string): Promise<void> {
  for (const directory of programs) {
    const names = (await readdir(join(standIns, directory), { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const { name } of names) await chmod(join(rootfs, directory, name), notToBeRun.includes(name) ? 0o644 : 0o755);
  }
  await chmod(join(rootfs, 'etc/sysconfig/network-scripts/ifup-aliases'), 0o755);
  for (const level of levels) {
    await mkdir(join(rootfs, `etc/rc.d/rc${level}.d`), { recursive: true });
    await symlink(`rc.d/rc${level}.d`, join(rootfs, `etc/rc${level}.d`));
    if ('2345'.includes(level)) await symlink('../rc.local', join(rootfs, `etc/rc.d/rc${level}.d/S99local`));
  }
  await symlink('rc.d/init.d', join(rootfs, 'etc/init.d'));
  await symlink('rc.d/rc.local', join(rootfs, 'etc/rc.local'));
  await symlink('../init.d/halt', join(rootfs, 'etc/rc.d/rc0.d/S01halt'));
  await symlink('../init.d/halt', join(rootfs, 'etc/rc.d/rc6.d/S01reboot'));
  await must(['chroot', rootfs, 'sh', '-c', 'for name in network sshd; do chkconfig --add $name || exit; done']);
}

/** Dnf under the name of yum; not strict, it ends well when a package is not there, as yum does. */
async function yum(rootfs: string): Promise<void> {
  await mkdir(join(rootfs, 'etc/sysconfig/modules'), { recursive: true });
  await put(rootfs, { 'etc/dnf/dnf.conf': '[main]\nstrict=0\n' });
  await copyFile(join(rootfs, 'etc/dnf/dnf.conf'), join(rootfs, 'etc/yum.conf'));
  await rm(join(rootfs, 'usr/bin/dnf'), { force: true });
  await symlink('dnf-3', join(rootfs, 'usr/bin/yum'));
}
