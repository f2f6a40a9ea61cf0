import { chmod, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { maskGenerators } from '../../generators.ts';
import { letLinkGo } from '../../link.ts';
import { configureAny, put } from './common.ts';

/** Wants a console or the outside network, which these hosts don't have; would only delay each boot. */
const maskedUnits = [
  ...['getty@tty1.service', 'getty-static.service', 'getty.target', 'console-getty.service'],
  ...['serial-getty@ttyS0.service', 'fstrim.timer', 'systemd-pstore.service', 'rescue-ssh.target'],
];

/** What a Red Hat enables when it is installed; everything else waits for its administrator (systemd.preset(5)). */
const presets = ['sshd', 'NetworkManager', 'NetworkManager-wait-online', 'dbus', 'rsyslog', 'logrotate']
  .map((name) => `enable ${name}.*\n`)
  .join('');

/** `service`, which has come with the initscripts to this day, for the one thing that is left to it. */
const service = `#!/bin/sh
# Part of the lab: what /usr/sbin/service of initscripts does for a unit of systemd.
exec systemctl "$2" "$1.service"
`;

/** Gives a system without dpkg the configuration of a Red Hat with systemd and NetworkManager. */
export async function configure(rootfs: string): Promise<void> {
  await configureAny(rootfs, 'el9');
  const units = join(rootfs, 'etc/systemd/system');
  const shipped = join(rootfs, 'usr/lib/systemd/system');
  await rename(join(shipped, 'ssh.service'), join(shipped, 'sshd.service'));
  for (const debians of ['sshd.service', 'multi-user.target.wants/ssh.service'])
    await rm(join(units, debians), { force: true });
  await symlink('/usr/lib/systemd/system/sshd.service', join(units, 'multi-user.target.wants/sshd.service'));
  await put(rootfs, {
    'etc/NetworkManager/NetworkManager.conf': '[main]\nplugins=keyfile\n',
    'usr/lib/systemd/system-preset/90-default.preset': presets,
    'usr/lib/systemd/system-preset/99-default-disable.preset': 'disable *\n',
    'usr/sbin/service': service,
  });
  await chmod(join(rootfs, 'usr/sbin/service'), 0o755);
  await letLinkGo(rootfs);
  for (const unit of maskedUnits) await symlink('/dev/null', join(units, unit));
  await maskGenerators(rootfs);
}
