import type { Saying } from './hints.ts';

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
  {
    says: 'is not installed. Failing package',
    next: 'the key of a repository is not on the host, and its gpgkey= names none; to take one in: rpm --import FILE',
  },
  { says: 'is not signed', next: 'a package is not signed, and its repository wants that (gpgcheck=)' },
  {
    says: 'Could not resolve',
    next: 'the host cannot reach a repository; where there is a proxy, it goes into /etc/dnf/dnf.conf or /etc/yum.conf: proxy=http://HOST:PORT',
  },
  { says: 'rpmdb open failed', next: 'the database of rpm is broken; to repair it: rpm --rebuilddb' },
  { says: 'cannot open Packages', next: 'the database of rpm is broken; to repair it: rpm --rebuilddb' },
  {
    says: 'more space needed',
    next: 'make room on the host (df -h); packages that were downloaded go with: dnf clean packages',
  },
];
