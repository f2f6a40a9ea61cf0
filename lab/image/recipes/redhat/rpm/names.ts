/** What Red Hat calls the packages of a base system that Debian calls otherwise; several may become one. */
const base: Readonly<Record<string, string>> = {
  libc6: 'glibc',
  'libc-bin': 'glibc-common',
  procps: 'procps-ng',
  iproute2: 'iproute',
  'network-manager': 'NetworkManager',
  libnm0: 'NetworkManager-libnm',
  'openssh-client': 'openssh-clients',
  'iputils-ping': 'iputils',
  'iputils-arping': 'iputils',
  passwd: 'shadow-utils',
  login: 'shadow-utils',
  'perl-base': 'perl-interpreter',
  'base-passwd': 'setup',
  'base-files': 'filesystem',
  libsystemd0: 'systemd-libs',
  udev: 'systemd-udev',
  'libstdc++6': 'libstdc++',
  'libgcc-s1': 'libgcc',
  libssl3: 'openssl-libs',
  libpopt0: 'popt',
  libselinux1: 'libselinux',
  zlib1g: 'zlib',
  'libglib2.0-0': 'glib2',
  librpm9: 'rpm-libs',
};

/** What Red Hat calls the packages that hosts install. */
const offered: Readonly<Record<string, string>> = {
  libheartbeat2: 'heartbeat-libs',
  'nginx-common': 'nginx',
  ...Object.fromEntries(
    ['libpils2', 'libplumb2', 'libplumbgpl2', 'libstonith1', 'liblrm2'].map((name) => [name, 'cluster-glue-libs']),
  ),
};

/** Name of the RPM that holds what a Debian package holds. Perl modules are called perl-… there. Pure. */
export function rpmName(debian: string): string {
  const module = /^lib(.+)-perl$/.exec(debian)?.[1];
  return base[debian] ?? offered[debian] ?? (module === undefined ? debian : `perl-${module}`);
}
