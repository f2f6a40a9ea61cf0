import type { SemVer } from 'semver';
import coerce from 'semver/functions/coerce.js';
import type { Facts } from '../../core/facts.ts';

/** Which distribution a host says it is. */
export interface System {
  /** `ID` of os-release(5): `debian`, `rhel`; empty where it cannot be told. */
  readonly id: string;
  /** `ID_LIKE`: whose kin it says it is. */
  readonly like: readonly string[];
  readonly version: SemVer | null;
  /** As it calls itself; empty where it does not say. */
  readonly name: string;
}

/** By what the one-line release files of systems from before os-release(5) begin with. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^Red Hat Enterprise Linux/, 'rhel'],
  [/^CentOS/, 'centos'],
  [/^Scientific Linux/, 'scientific'],
  [/^(Oracle Linux|Enterprise Linux Enterprise Linux)/, 'ol'],
  [/^Fedora/, 'fedora'],
];

/**
 * Os-release decides wherever there is one: files such as /etc/centos-release also come with kin of that name (AlmaLinux
 * has it). Only a system that has none, as EL 5 and 6, is known by its /etc/redhat-release.
 */
export function systemOf({ os, redhatRelease }: Pick<Facts, 'os' | 'redhatRelease'>): System {
  if (os.id !== '')
    return {
      id: os.id,
      like: os.idLike,
      version: coerce(os.versionId, { loose: true }),
      name: os.prettyName || os.id,
    };
  const id = BEGINNINGS.find(([beginning]) => beginning.test(redhatRelease))?.[1] ?? '';
  const [, version = ''] = / release (\d+(?:\.\d+)*)/.exec(redhatRelease) ?? [];
  return { id, like: [], version: coerce(version), name: redhatRelease };
}
