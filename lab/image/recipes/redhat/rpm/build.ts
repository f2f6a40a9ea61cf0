import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../../../system/run.ts';
import type { RpmPackage } from './package.ts';
import { specFile } from './spec.ts';

/** Makes RPMs in `out` of the files in `tree`, with `work` as scratch space (rpmbuild(8)). */
export async function buildRpms(
  packages: readonly RpmPackage[],
  { tree, out, work }: { readonly tree: string; readonly out: string; readonly work: string },
): Promise<void> {
  for (const directory of [out, work]) await mkdir(directory, { recursive: true });
  for (const { name, files } of packages)
    await writeFile(join(work, `${name}.files`), ['%defattr(-,root,root,-)', ...files, ''].join('\n'));
  const spec = join(work, 'lab.spec');
  await writeFile(spec, specFile(packages, { lists: work, tree, out }));
  const settings = [`_topdir ${work}`, `_tmppath ${work}`, '__brp_mangle_shebangs %{nil}'];
  const defines = settings.flatMap((setting) => ['--define', setting]);
  await must(['rpmbuild', '--quiet', '-bb', ...defines, '--buildroot', join(work, 'buildroot'), spec]);
}
