import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Suite } from '../../model/families.ts';
import { repositoryUrl } from '../../model/topology.ts';
import { must } from '../../system/run.ts';
import { privateApt } from '../apt.ts';
import { bootstrap, neededBy } from '../bootstrap.ts';
import { maskGenerators } from '../generators.ts';
import type { BuildContext, Recipe } from '../recipe.ts';
import { collectPackages, indexRepository, type PackageSet } from '../repository.ts';

/** What a small Debian server has before anybody configures it. */
const basePackages = [
  ...['systemd-sysv', 'dbus', 'init-system-helpers', 'sysvinit-utils', 'openssh-server', 'sudo', 'kmod', 'netbase'],
  ...['ifupdown', 'iproute2', 'iputils-ping', 'procps', 'psmisc', 'less', 'ca-certificates'],
];

/** The software whose dependencies are installed beforehand, to save time on every host. */
const clusterPackages = ['heartbeat', 'ldirectord', 'ipvsadm', 'keepalived', 'curl'];

/** Never preinstalled: a host must be bare where umctl is to install something itself. */
const neverPreinstalled =
  /^(heartbeat|libheartbeat.*|ldirectord|ipvsadm|keepalived|curl|cluster-glue|libstonith.*|libplumb.*|libpils.*|liblrm.*|resource-agents|nginx.*|apache2.*|vsftpd|rsyslog|iputils-arping|arping)$/;

/** What hosts may install. Each set is resolved alone, because some packages exclude each other. */
const offered: readonly PackageSet[] = [
  [...clusterPackages, 'nginx-light', 'vsftpd', 'rsyslog', 'logrotate', 'openssl', 'iputils-arping', 'tcpdump'],
  ['apache2'],
  ['arping'],
  // ldirectord's https, ftp, smtp and dns checks load these Perl modules at run time (ldirectord(8)).
  [
    'libio-socket-ssl-perl',
    'libnet-ssleay-perl',
    'libnet-dns-perl',
    'libwww-perl',
    'libmailtools-perl',
    'libnet-imap-simple-perl',
    'libcrypt-ssleay-perl',
  ],
];

/** Wants a console, a udev or the outside network, which these hosts don't have; would only delay each boot. */
const maskedUnits = [
  ...[
    'getty@tty1.service',
    'getty-static.service',
    'getty.target',
    'console-getty.service',
    'serial-getty@ttyS0.service',
  ],
  ...['apt-daily.timer', 'apt-daily-upgrade.timer', 'fstrim.timer', 'dpkg-db-backup.timer', 'e2scrub_all.timer'],
  ...['e2scrub_reap.service', 'ifupdown-pre.service', 'systemd-pstore.service'],
];

/** Debian as its installer leaves it: systemd and ifupdown, and an apt repository of what hosts may install. */
export const debian: Recipe = async ({ suite, rootfs, repository, work }: BuildContext): Promise<void> => {
  const bare = await privateApt({ directory: join(work, 'apt'), suites: [suite] });
  const needed = await neededBy(bare, [...basePackages, ...clusterPackages]);
  const include = needed.filter((name) => !neverPreinstalled.test(name));
  await bootstrap({ suite, rootfs, include, apt: bare });
  const status = join(rootfs, 'var/lib/dpkg/status');
  const installed = await privateApt({
    directory: join(work, 'repository-apt'),
    suites: [suite],
    status,
    listsOf: bare,
  });
  await collectPackages({ apt: installed, sets: offered, repository });
  await indexRepository(repository);
  await configure(rootfs, suite);
};

async function configure(rootfs: string, suite: Suite): Promise<void> {
  const put = (path: string, text: string) => writeFile(join(rootfs, path), text);
  await put('etc/apt/sources.list', '');
  await put('etc/apt/sources.list.d/lab.list', `deb [trusted=yes] ${repositoryUrl(suite)} ./\n`);
  await put('etc/fstab', '# The kernel mounts the root file system read-write.\n');
  await put('etc/hostname', 'unconfigured\n');
  await rm(join(rootfs, 'etc/resolv.conf'), { force: true });
  await put('etc/resolv.conf', '');
  await rm(join(rootfs, 'etc/machine-id'), { force: true });
  await must(['sh', '-c', 'rm -f "$0"/etc/ssh/ssh_host_*', rootfs]);
  await mkdir(join(rootfs, 'etc/systemd/system'), { recursive: true });
  for (const unit of maskedUnits) await symlink('/dev/null', join(rootfs, 'etc/systemd/system', unit));
  await maskGenerators(rootfs);
}
