import type { Facts } from '../../../src/core/facts.ts';
import { sh } from '../../../src/core/sh.ts';

/** Asks for the version that would be installed, by the lists of packages that the host keeps; loads nothing. */
export const askOffered = sh`if command -v apt-cache >/dev/null 2>&1; then
  LC_ALL=C apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= policy keepalived 2>/dev/null |
    sed -n 's/^ *Candidate: /offered /p'
fi`;

/** The keepalived of each release of the Red Hat family, whose own tools do not tell without loading lists: the oldest that it still has. */
const RED_HAT: Readonly<Record<string, string>> = {
  // Of Amazon Linux, which counts its own releases; that of 2023 is as the others.
  2: '1.3.5',
  5: '1.1.20',
  6: '1.2.13',
  7: '1.3.5',
  8: '2.1.5',
  9: '2.2.4',
  10: '2.2.8',
};

/** The same of all others: no release of theirs that is looked after has an older one. */
const OTHERS = '2.1.5';

/** The version that a host is taken to get where nobody asks its repositories. */
export function usualVersion({ os, redhatRelease }: Pick<Facts, 'os' | 'redhatRelease'>): string {
  const [, major = ''] = / release (\d+)/.exec(redhatRelease) ?? [];
  return (os.id === 'fedora' ? undefined : RED_HAT[major]) ?? OTHERS;
}
