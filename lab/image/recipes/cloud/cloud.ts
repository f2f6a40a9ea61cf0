import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseOf } from '../../../model/families.ts';
import { repositoryUrl } from '../../../model/topology.ts';
import { must } from '../../../system/run.ts';
import { privateApt } from '../../apt.ts';
import { imageOf } from '../../cache.ts';
import { letLinkGo } from '../../link.ts';
import type { BuildContext, Recipe } from '../../recipe.ts';

/** What cloud images and Ubuntu have in place of ifupdown. networkd waits for udev before it touches a link. */
const packages = ['udev', 'netplan.io', 'systemd-resolved'];

/** Debian of the base image, with netplan and networkd in place of ifupdown: what cloud images of Debian, and Ubuntu, are. */
export const cloud: Recipe = async ({ suite, rootfs, repository, work }: BuildContext): Promise<void> => {
  const debian = baseOf(suite);
  if (debian === undefined) throw new Error(`${suite} has no base image`);
  const base = await imageOf(debian);
  const mounted = join(work, 'base');
  await must([
    'sh',
    '-c',
    'mkdir "$0" && mount -o loop,ro,noload "$1" "$0" && cp -a "$0/." "$2"',
    mounted,
    base.disk,
    rootfs,
  ]);
  await must(['umount', mounted]);
  // The same files: a package takes no room twice.
  await must(['cp', '-al', `${base.repository}/.`, repository]);
  const status = join(rootfs, 'var/lib/dpkg/status');
  const apt = await privateApt({ directory: join(work, 'apt'), suites: [debian], status });
  await apt.run('apt-get', '-q', '-y', '--download-only', 'install', ...packages);
  const script = join(rootfs, 'tmp/debs');
  await must(['mkdir', script]);
  await must(['cp', ...(await apt.downloaded()), script]);
  const inside =
    'export DEBIAN_FRONTEND=noninteractive; dpkg --force-unsafe-io -i /tmp/debs/*.deb && dpkg --purge ifupdown';
  await must(['chroot', rootfs, 'sh', '-c', inside]);
  await rm(script, { recursive: true });
  await configure(rootfs, suite, debian);
};

/** Only what networkd and mounts wait for: to tell udev of all consoles of these hosts takes ten seconds. */
const fewDevices = `[Service]
ExecStart=
ExecStart=udevadm trigger --type=devices --action=add --subsystem-match=net --subsystem-match=block
`;

async function configure(rootfs: string, suite: BuildContext['suite'], debian: BuildContext['suite']): Promise<void> {
  const sources = join(rootfs, 'etc/apt/sources.list.d/lab.list');
  const text = await readFile(sources, 'utf8');
  await writeFile(sources, text.replace(repositoryUrl(debian), repositoryUrl(suite)));
  await must(['chroot', rootfs, 'systemctl', 'enable', 'systemd-networkd.service']);
  const trigger = join(rootfs, 'etc/systemd/system/systemd-udev-trigger.service.d');
  await mkdir(trigger);
  await writeFile(join(trigger, 'lab.conf'), fewDevices);
  await letLinkGo(rootfs);
  await rm(join(rootfs, 'etc/machine-id'), { force: true });
  for (const key of (await readdir(join(rootfs, 'etc/ssh'))).filter((name) => name.startsWith('ssh_host_')))
    await rm(join(rootfs, 'etc/ssh', key));
}
