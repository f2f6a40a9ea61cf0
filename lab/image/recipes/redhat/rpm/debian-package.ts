import { must } from '../../../../system/run.ts';

/** What a Debian package says of itself (deb-control(5)). */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly summary: string;
  /** Names it depends on; of alternatives, all. Versions are left out. */
  readonly depends: readonly (readonly string[])[];
}

const field = (name: string): string => `\${${name}}`;

/** Format for dpkg-query(1) and dpkg-deb(1) that `parseDebianPackage` reads. */
const format = [
  ...['Package', 'Version', 'Architecture', 'binary:Summary'].map(field),
  `${field('Pre-Depends')}, ${field('Depends')}`,
].join('\t');

/** Packages that are installed in a directory. */
export async function installedPackages(rootfs: string): Promise<readonly DebianPackage[]> {
  const query = ['dpkg-query', `--admindir=${rootfs}/var/lib/dpkg`, '-W', '-f', `${format}\n`];
  return (await must(query)).split('\n').filter(Boolean).map(parseDebianPackage);
}

/** What a package file says of itself. */
export async function packageOf(deb: string): Promise<DebianPackage> {
  return parseDebianPackage(await must(['dpkg-deb', '-W', `--showformat=${format}`, deb]));
}

function parseDebianPackage(line: string): DebianPackage {
  const [name = '', version = '', architecture = '', summary = '', depends = ''] = line.split('\t');
  const alternatives = depends
    .split(',')
    .map((one) => one.split('|').map((text) => text.trim().replace(/[\s(:].*/s, '')));
  const real = alternatives.map((names) => names.filter(Boolean)).filter((names) => names.length > 0);
  return { name, version, architecture, summary: summary || name, depends: real };
}
