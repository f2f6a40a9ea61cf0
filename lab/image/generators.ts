import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What looks for disks, consoles and updates that these hosts don't have. */
const idle = [
  ...['cryptsetup', 'debug', 'fstab', 'getty', 'gpt-auto', 'hibernate-resume', 'integritysetup', 'rc-local', 'run'],
  ...['system-update', 'veritysetup'],
];

/**
 * Masks the generators (systemd.generator(7)) that have nothing to generate here: the manager runs all of them at each
 * `daemon-reload`, which takes a third of its time.
 */
export async function maskGenerators(rootfs: string): Promise<void> {
  const masks = join(rootfs, 'etc/systemd/system-generators');
  await mkdir(masks, { recursive: true });
  for (const name of idle) await symlink('/dev/null', join(masks, `systemd-${name}-generator`));
}
