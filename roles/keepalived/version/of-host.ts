import SemVer from 'semver/classes/semver.js';
import { read } from '../../../src/core/fact.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { keepalivedFact } from './fact.ts';
import { usualVersion } from './software.ts';
import type { KeepalivedVersion } from './version.ts';

/** Which keepalived a host has, or would get. */
export function versionOf(facts: Facts): KeepalivedVersion {
  const { installed, offered } = read(facts, keepalivedFact);
  return installed ?? offered ?? new SemVer(usualVersion(facts));
}
