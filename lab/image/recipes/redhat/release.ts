import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RpmPackage } from './rpm/package.ts';

/** How a distribution names itself, and to rpm. */
export interface Release {
  /** Name of its release package: `almalinux-release`. */
  readonly package: string;
  readonly version: string;
  readonly dist: string;
  /** What `$releasever` is in a repository's URL (dnf.conf(5)). */
  readonly releasever: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Writes the files by which programs tell the distribution. */
export async function writeRelease(rootfs: string, { files }: Release): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(rootfs, path)), { recursive: true });
    await writeFile(join(rootfs, path), text);
  }
}

/** The release package, by which dnf tells the release of the host. Pure. */
export function releasePackage({ package: name, version, dist, releasever, files }: Release): RpmPackage {
  const provides = ['system-release', 'redhat-release', 'centos-release'].map((what) => `${what} = ${version}`);
  return {
    name,
    version,
    release: `1.${dist}`,
    summary: 'Release files',
    noarch: true,
    requires: [],
    provides: [
      ...provides.filter((what) => !what.startsWith(`${name} `)),
      `system-release(releasever) = ${releasever}`,
    ],
    files: Object.keys(files).map((path) => `%ghost "/${path}"`),
    scriptlets: {},
  };
}
