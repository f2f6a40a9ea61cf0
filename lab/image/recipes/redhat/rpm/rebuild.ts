import { chmod, cp, lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { must } from '../../../../system/run.ts';
import { buildRpms } from './build.ts';
import { type DebianPackage, packageOf } from './debian-package.ts';
import { directoriesOf, scriptletsOf } from './details.ts';
import { rpmName } from './names.ts';
import { type RpmPackage, rpmVersion } from './package.ts';
import { usable } from './paths.ts';
import { type Layout, namesFiles, relocate, relocateText } from './relocate.ts';

export interface RebuildOptions {
  readonly debs: readonly string[];
  /** Names of the Debian packages that the hosts were made of. */
  readonly installed: ReadonlySet<string>;
  readonly layout: Layout;
  readonly dist: string;
  /** Directories with a directory for each RPM that gets files of the lab's own; later ones win. */
  readonly overlays: readonly string[];
  readonly out: string;
  readonly work: string;
}

/** Makes RPMs, as a Red Hat would have them, of Debian packages. */
export async function rebuildDebs(options: RebuildOptions): Promise<void> {
  const { debs, work } = options;
  const tree = join(work, 'tree');
  await mkdir(tree, { recursive: true });
  const parts = await Promise.all(debs.map(async (deb) => ({ deb, ...(await packageOf(deb)) })));
  const known = new Set([...options.installed, ...parts.map(({ name }) => name)]);
  const packages: RpmPackage[] = [];
  for (const [name, group] of Map.groupBy(parts, (part) => rpmName(part.name))) {
    const files: string[] = [];
    for (const { deb } of group) files.push(...(await layOut(deb, { tree, layout: options.layout, work })));
    for (const overlay of options.overlays) files.push(...(await lay(join(overlay, name), tree)));
    for (const path of directoriesOf(name).map((line) => line.split(' ').at(-1) ?? ''))
      await mkdir(join(tree, path), { recursive: true });
    packages.push(describe(name, { group, files: await marked(new Set(files), tree), known, options }));
  }
  await buildRpms(packages, { tree, out: options.out, work: join(work, 'build') });
}

interface Rebuilt {
  readonly group: readonly DebianPackage[];
  readonly files: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly options: RebuildOptions;
}

function describe(name: string, { group, files, known, options }: Rebuilt): RpmPackage {
  const main = group.find((part) => part.name === name) ?? group.at(0);
  const needs = group.flatMap(({ depends }) =>
    depends.flatMap((names) => names.filter((one) => known.has(one)).slice(0, 1)),
  );
  return {
    name,
    ...rpmVersion(main?.version ?? '', options.dist),
    summary: main?.summary ?? name,
    noarch: group.every(({ architecture }) => architecture === 'all'),
    requires: [...new Set(needs.map(rpmName))].filter((one) => one !== name),
    provides: [],
    files: [...directoriesOf(name).map(directoryLine), ...files],
    scriptlets: scriptletsOf(name, options.layout),
  };
}

function directoryLine(line: string): string {
  const [mode, owner, group, path] = line.split(' ');
  return `%dir %attr(${mode},${owner},${group}) "${path}"`;
}

/** Configuration that an administrator may change stays through an update; scripts in /etc do not. */
async function marked(files: ReadonlySet<string>, tree: string): Promise<readonly string[]> {
  return Promise.all(
    [...files].map(async (path) => {
      const configuration = path.startsWith('/etc/') && !/\/(init\.d|rc\.d|resource\.d)\//.test(path);
      const plain = configuration && (await lstat(join(tree, path))).isFile();
      return `${plain ? '%config(noreplace) ' : ''}"${path}"`;
    }),
  );
}

/** Unpacks a package, and moves its files to where a Red Hat has them in `tree`; returns their paths. */
async function layOut(
  deb: string,
  { tree, layout, work }: { readonly tree: string; readonly layout: Layout; readonly work: string },
): Promise<readonly string[]> {
  const unpacked = join(work, 'unpacked');
  await must(['rm', '-rf', unpacked]);
  await must(['dpkg-deb', '-x', deb, unpacked]);
  const laid: string[] = [];
  for (const path of (await filesBelow(unpacked)).filter(usable)) {
    const to = relocate(path, layout);
    if (to === undefined) continue;
    await mkdir(dirname(join(tree, to)), { recursive: true });
    await rename(join(unpacked, path), join(tree, to));
    if (namesFiles(to)) await writeFile(join(tree, to), relocateText(await readFile(join(tree, to), 'utf8')));
    laid.push(to);
  }
  return laid;
}

/** Copies the lab's own files for a package, if there are any, into `tree`; returns their paths. */
async function lay(overlay: string, tree: string): Promise<readonly string[]> {
  const files = await filesBelow(overlay);
  for (const path of files) {
    await cp(join(overlay, path), join(tree, path), { recursive: true });
    await chmod(join(tree, path), path.includes('/init.d/') ? 0o755 : 0o644);
  }
  return files;
}

/** Files and links below a directory, as absolute paths within it; none where it is not there. */
async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(directory, join(entry.parentPath, entry.name))}`);
}
