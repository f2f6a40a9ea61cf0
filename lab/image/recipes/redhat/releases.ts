import type { Release } from './release.ts';

const alma = 'AlmaLinux release 9.2 (Turquoise Kodkod)\n';

/** Has NetworkManager 1.42, the first that makes loopback profiles; its release files include another distribution's. */
export const alma9: Release = {
  package: 'almalinux-release',
  version: '9.2',
  dist: 'el9',
  releasever: '9',
  files: {
    'etc/almalinux-release': alma,
    'etc/redhat-release': alma,
    'etc/centos-release': alma,
    'etc/os-release': [
      'NAME="AlmaLinux"',
      'VERSION="9.2 (Turquoise Kodkod)"',
      'ID="almalinux"',
      'ID_LIKE="rhel centos fedora"',
      'VERSION_ID="9.2"',
      'PLATFORM_ID="platform:el9"',
      'PRETTY_NAME="AlmaLinux 9.2 (Turquoise Kodkod)"',
      '',
    ].join('\n'),
  },
};

const centos = 'CentOS release 6.10 (Final)\n';

/** Of before os-release(5). */
export const centos6: Release = {
  package: 'centos-release',
  version: '6.10',
  dist: 'el6',
  releasever: '6',
  files: { 'etc/centos-release': centos, 'etc/redhat-release': centos },
};
