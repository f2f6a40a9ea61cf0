import semver, { type SemVer } from 'semver';

/** A version of keepalived: that of a host, or the one that it would get. */
export type KeepalivedVersion = SemVer;

/** The first that umctl writes for: its keywords are in 2.0, and those of 1.x are others. */
export const OLDEST = '2.0.0';

export const isAtLeast = (version: KeepalivedVersion, least: string): boolean => semver.gte(version, least);

/** Reads `1:2.2.7-1+b2`, `2.1.5-9.el8` and `Keepalived v2.2.7 (01/16,2022)`. */
export function parseVersion(text: string): KeepalivedVersion | undefined {
  const [, version] = /(?:^|[ v:])(\d+\.\d+\.\d+)(?![\d.])/.exec(text) ?? [];
  return version === undefined ? undefined : (semver.parse(version) ?? undefined);
}
