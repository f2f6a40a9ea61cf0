import semver from 'semver';
import { read } from '../../../src/core/fact.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { keepalivedFact } from './fact.ts';
import type { KeepalivedVersion } from './version.ts';

/** The oldest keepalived of each release of the Red Hat family, whose own tools do not tell without loading lists. */
const RED_HAT: Readonly<Record<string, string>> = {
  5: '1.1.20',
  6: '1.2.13',
  7: '1.3.5',
  8: '2.0.10',
  9: '2.2.4',
  10: '2.2.8',
};

/** The same of all others: no release of theirs that is looked after has an older one. */
const OTHERS = '2.1.5';

/** Which keepalived a host has, or would get. What it would get is no newer than what it gets. */
export function versionOf(facts: Facts): KeepalivedVersion {
  const { installed, offered } = read(facts, keepalivedFact);
  return installed ?? offered ?? new semver.SemVer(usual(facts));
}

function usual({ os, redhatRelease }: Pick<Facts, 'os' | 'redhatRelease'>): string {
  const isFedora = os.id === 'fedora';
  const [, major = ''] = /^(\d+)/.exec(os.versionId) ?? / release (\d+)/.exec(redhatRelease) ?? [];
  const isRedHat = redhatRelease !== '' || os.idLike.some((id) => id === 'rhel' || id === 'centos') || os.id === 'rhel';
  return (isRedHat && !isFedora ? RED_HAT[major] : undefined) ?? OTHERS;
}
