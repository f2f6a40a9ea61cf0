import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { must } from '../../../system/run.ts';
import { privateApt } from '../../apt.ts';
import { bootstrap, neededBy } from '../../bootstrap.ts';
import { ensureLayer } from '../../layer.ts';

/** Its systemd, dnf and NetworkManager are of the versions that Red Hat Enterprise Linux 9.2 has. */
const suite = 'bookworm';

/** What a small Red Hat server has before anybody configures it, by Debian's names. */
const basePackages = [
  ...['systemd-sysv', 'dbus', 'sysvinit-utils', 'openssh-server', 'sudo', 'kmod', 'netbase', 'openssl', 'logrotate'],
  ...['iproute2', 'iputils-ping', 'iputils-arping', 'procps', 'psmisc', 'less', 'ca-certificates'],
  ...['rpm', 'dnf', 'network-manager', 'curl'],
];

/** What hosts may install; all that these need besides is installed beforehand, to save time on every host. */
const offered = ['heartbeat', 'ldirectord', 'ipvsadm', 'keepalived', 'nginx', 'vsftpd', 'rsyslog', 'tcpdump'];
const neverPreinstalled =
  /^(heartbeat|libheartbeat.*|ldirectord|ipvsadm|keepalived|cluster-glue|libstonith.*|libplumb.*|libpils.*|liblrm.*|resource-agents|nginx.*|vsftpd|rsyslog|tcpdump)$/;

/** Fetched beside them: the init of a host without systemd, which nothing that is installed may depend on. */
const unpacked = ['sysvinit-core'];

/** What hosts of the Red Hat family have in common: a system of Debian's packages with dpkg still on it, and packages. */
export interface Layer {
  readonly rootfs: string;
  /** Package files of what hosts may install. */
  readonly offered: string;
  /** Package files of what is unpacked only. */
  readonly unpacked: string;
}

/** The common layer: from the cache, or made now. To be called by the only build that runs. */
export async function redhatLayer(work: string): Promise<Layer> {
  const image = join(import.meta.dirname, '../..');
  const sources = [import.meta.filename, join(image, 'apt.ts'), join(image, 'bootstrap.ts')];
  return layerIn(await ensureLayer('redhat', sources, (directory) => fill(layerIn(directory), work)));
}

const layerIn = (directory: string): Layer => ({
  rootfs: join(directory, 'rootfs'),
  offered: join(directory, 'offered'),
  unpacked: join(directory, 'unpacked'),
});

async function fill(layer: Layer, work: string): Promise<void> {
  for (const directory of Object.values(layer)) await mkdir(directory, { recursive: true });
  const bare = await privateApt({ directory: join(work, 'apt'), suites: [suite] });
  const needed = await neededBy(bare, [...basePackages, ...offered]);
  const include = needed.filter((name) => !neverPreinstalled.test(name));
  await bootstrap({ suite, rootfs: layer.rootfs, include, apt: bare });
  const status = join(layer.rootfs, 'var/lib/dpkg/status');
  const installed = await privateApt({ directory: join(work, 'offered-apt'), suites: [suite], status, listsOf: bare });
  await installed.run('apt-get', '-q', '-y', '--download-only', 'install', ...offered);
  for (const deb of await installed.downloaded()) await copyFile(deb, join(layer.offered, basename(deb)));
  await must([
    'sh',
    '-c',
    'cd "$0" && exec "$@"',
    layer.unpacked,
    ...bare.argv('apt-get', '-q', 'download', ...unpacked),
  ]);
}
