import type { RpmPackage } from './package.ts';

/**
 * A spec file (rpm-spec(7)) that makes all packages at once out of one tree of files. Nothing is derived from the files
 * (no dependencies, no stripping): what each package requires and provides was said by the Debian package it comes from.
 * `lists` is the directory with a `NAME.files` for each package; `tree` has the files, `out` gets the packages. Pure.
 */
export function specFile(
  packages: readonly RpmPackage[],
  { lists, tree, out }: { readonly lists: string; readonly tree: string; readonly out: string },
): string {
  return [...preamble(out), ...packages.flatMap((one) => sections(one, lists)), ...install(tree), ''].join('\n');
}

const preamble = (out: string): readonly string[] => [
  'Name: lab',
  'Version: 1',
  'Release: 1',
  'Summary: Packages of the lab',
  'License: various',
  'AutoReqProv: no',
  '%define debug_package %{nil}',
  '%define __os_install_post %{nil}',
  '%define _build_id_links none',
  '%define _binary_payload w1.gzdio',
  '%define _unpackaged_files_terminate_build 0',
  `%define _rpmdir ${out}`,
  '%define _rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm',
  '%description',
  'Packages of the lab',
];

const sections = (one: RpmPackage, lists: string): readonly string[] => [
  `%package -n ${one.name}`,
  `Version: ${one.version}`,
  `Release: ${one.release}`,
  `Summary: ${literal(one.summary)}`,
  'AutoReqProv: no',
  ...(one.noarch ? ['BuildArch: noarch'] : []),
  ...one.requires.map((what) => `Requires: ${what}`),
  ...one.provides.map((what) => `Provides: ${what}`),
  `%description -n ${one.name}`,
  literal(one.summary),
  ...Object.entries(one.scriptlets).flatMap(([name, text]) => [`%${name} -n ${one.name}`, literal(text)]),
  `%files -n ${one.name}${one.files.length === 0 ? '' : ` -f ${lists}/${one.name}.files`}`,
];

const install = (tree: string): readonly string[] => [
  '%install',
  'rm -rf %{buildroot}',
  // Hard links: the tree is as large as a system, and stays when rpmbuild removes what it calls its own.
  `cp -al ${tree} %{buildroot}`,
];

const literal = (text: string): string => text.replaceAll('%', '%%');
