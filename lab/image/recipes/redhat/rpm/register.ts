import { cp, lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../../../system/run.ts';
import { buildRpms } from './build.ts';
import { type DebianPackage, installedPackages } from './debian-package.ts';
import { rpmName } from './names.ts';
import { type RpmPackage, rpmVersion } from './package.ts';
import { usable, usrMerged } from './paths.ts';

/**
 * Writes RPMs of all that dpkg installed in a directory, but for `except`, into its RPM database: the files stay as they
 * are (rpm(8), --justdb), and from now on rpm knows whose they are.
 */
export async function registerInstalled(options: {
  readonly rootfs: string;
  readonly dist: string;
  readonly except: ReadonlySet<string>;
  /** Packages that dpkg knows nothing of, whose files are there. */
  readonly also: readonly RpmPackage[];
  readonly work: string;
}): Promise<void> {
  const { rootfs, dist, except, work } = options;
  const installed = (await installedPackages(rootfs)).filter(({ name }) => !except.has(name));
  const files = await fileLists(rootfs);
  const packages = [...Map.groupBy(installed, ({ name }) => rpmName(name))].map(([name, parts]) =>
    describe(name, { parts, installed, dist, files }),
  );
  await buildRpms([...packages, ...options.also], { tree: rootfs, out: join(work, 'rpms'), work: join(work, 'build') });
  const inside = join(rootfs, 'tmp/rpms');
  await cp(join(work, 'rpms'), inside, { recursive: true });
  const insert = 'rpm --dbpath /var/lib/rpm --justdb --nodeps --noscripts --force-debian -i /tmp/rpms/*.rpm';
  await must(['chroot', rootfs, 'sh', '-c', insert]);
  await rm(inside, { recursive: true });
}

interface Base {
  readonly parts: readonly DebianPackage[];
  readonly installed: readonly DebianPackage[];
  readonly dist: string;
  readonly files: ReadonlyMap<string, readonly string[]>;
}

function describe(name: string, { parts, installed, dist, files }: Base): RpmPackage {
  const first = parts.at(0);
  const known = new Set(installed.map((one) => one.name));
  const requires = parts.flatMap(({ depends }) =>
    depends.flatMap((names) => names.filter((one) => known.has(one)).slice(0, 1)),
  );
  return {
    name,
    ...rpmVersion(first?.version ?? '', dist),
    summary: first?.summary ?? name,
    noarch: false,
    requires: [...new Set(requires.map(rpmName))].filter((one) => one !== name),
    provides: name === 'bash' ? ['/bin/sh', '/bin/bash'] : [],
    // Marked so, a file is on record without being packed: it is there already.
    files: parts.flatMap((part) => files.get(part.name) ?? []).map((path) => `%ghost "${path}"`),
    scriptlets: {},
  };
}

/** Files and links of every installed package, each under the first package that has it. */
async function fileLists(rootfs: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const info = join(rootfs, 'var/lib/dpkg/info');
  const seen = new Set<string>();
  const lists = new Map<string, readonly string[]>();
  for (const file of (await readdir(info)).filter((name) => name.endsWith('.list')).sort()) {
    const paths = (await readFile(join(info, file), 'utf8')).split('\n').filter(usable).map(usrMerged);
    const there = await Promise.all(paths.map(async (path) => !seen.has(path) && (await isFile(join(rootfs, path)))));
    const own = paths.filter((path, index) => there[index] && !seen.has(path));
    for (const path of own) seen.add(path);
    lists.set(file.replace(/(:[a-z0-9]+)?\.list$/, ''), own);
  }
  return lists;
}

const isFile = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
