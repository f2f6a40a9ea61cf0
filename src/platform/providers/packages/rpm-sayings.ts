import type { Saying } from './hints.ts';

const NO_KEY =
  'the key of a repository is not on the host, and its gpgkey= names none; to take one in: rpm --import FILE';
const WRONG_KEY =
  'the key that gpgkey= of a repository names is not the one that its packages are signed with; to take in the right one: rpm --import FILE';
const NOT_REACHED =
  'the host cannot reach a repository; where there is a proxy, it goes into /etc/dnf/dnf.conf or /etc/yum.conf: proxy=http://HOST:PORT';

/** What dnf, yum and rpm say where a person has to decide or to repair something first. */
export const rpmSayings: readonly Saying[] = [
  {
    says: 'modular filtering',
    next: 'it is part of a module that is not enabled; to see which, and to enable one: dnf module list NAME, dnf module enable NAME:STREAM',
  },
  {
    says: 'versionlock',
    next: 'its version is locked; to see and to free it: dnf versionlock list, dnf versionlock delete NAME',
  },
  {
    // dnf 5 says the same of packages of modules.
    says: 'matches only excluded packages',
    next: 'it is excluded, or part of a module that is not enabled; look for exclude= and excludepkgs= in /etc/dnf/dnf.conf and /etc/yum.repos.d, and in: dnf module list; to enable one: dnf module enable NAME:STREAM',
  },
  {
    says: 'exclud',
    next: 'it is excluded; look for exclude= and excludepkgs= in /etc/dnf/dnf.conf, /etc/yum.conf and /etc/yum.repos.d, and in: dnf versionlock list',
  },
  {
    says: 'not registered',
    next: 'the host is not registered, so it has no repositories of Red Hat: subscription-manager register',
  },
  { says: 'is not installed. Failing package', next: NO_KEY },
  // dnf 5.
  { says: 'does not have any OpenPGP keys', next: NO_KEY },
  { says: 'Public key is not installed', next: WRONG_KEY },
  { says: 'help, wrong key', next: WRONG_KEY },
  { says: 'are not correct for this package', next: WRONG_KEY },
  {
    says: 'cannot open file: (2)',
    next: 'a file that a repository names (gpgkey= in /etc/yum.repos.d) is not on the host',
  },
  { says: 'is not signed', next: 'a package is not signed, and its repository wants that (gpgcheck=)' },
  { says: 'Could not resolve', next: NOT_REACHED },
  { says: 't connect to server', next: NOT_REACHED },
  { says: 'Timeout was reached', next: NOT_REACHED },
  {
    says: 'Status code: 404',
    next: 'a repository is not where /etc/yum.repos.d has it (baseurl=, mirrorlist=), or has nothing for this release',
  },
  { says: 'rpmdb open failed', next: 'the database of rpm is broken; to repair it: rpm --rebuilddb' },
  { says: 'cannot open Packages', next: 'the database of rpm is broken; to repair it: rpm --rebuilddb' },
  {
    says: 'more space needed',
    next: 'make room on the host (df -h); packages that were downloaded go with: dnf clean packages',
  },
];
