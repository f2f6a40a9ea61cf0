import type { Saying } from './hints.ts';

/** What apt and dpkg say where a person has to decide or to repair something first. */
export const aptSayings: readonly Saying[] = [
  {
    says: 'Held packages were changed',
    next: 'packages are on hold (apt-mark showhold); to let them be installed: apt-mark unhold NAME',
  },
  {
    says: 'held broken packages',
    next: 'see which packages are on hold (apt-mark showhold), and for versions that do not fit each other: apt-cache policy NAME',
  },
  {
    says: 'remove is disabled',
    next: 'other packages would have to be removed; if that is right, install them by hand, and run umctl again: apt-get install NAME',
  },
  { says: 'fix-broken install', next: 'packages are broken on the host; to repair them: apt-get --fix-broken install' },
  {
    says: 'needs to be reinstalled',
    next: 'a package is broken, and no repository has it; to install it again, or to remove it: dpkg -i FILE, or dpkg --remove --force-remove-reinstreq NAME',
  },
  {
    says: ' changed its ',
    next: 'a repository is another release now; if that is meant: apt-get update --allow-releaseinfo-change',
  },
  { says: 'is expired', next: 'a repository is out of date, or the clock of the host is wrong (date)' },
  { says: 'is not valid yet', next: 'the clock of the host is wrong (date)' },
  { says: 'NO_PUBKEY', next: 'the key of a repository is not on the host, or not the one that it is signed with' },
  {
    says: 'enough free space',
    next: 'make room on the host (df -h); packages that were downloaded go with: apt-get clean',
  },
];
