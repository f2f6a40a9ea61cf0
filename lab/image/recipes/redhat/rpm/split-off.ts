import type { RpmPackage } from './package.ts';

/** Packages of Red Hat's own for what Debian has in one that is installed anyway. */
const names = ['perl-Socket'];

/** These packages, without files: those are on record as their Debian package's. Pure. */
export const splitOff = (dist: string): readonly RpmPackage[] =>
  names.map((name) => ({
    name,
    version: '1',
    release: `1.${dist}`,
    summary: `Stands in for ${name}`,
    noarch: true,
    requires: [],
    provides: [],
    files: [],
    scriptlets: {},
  }));
