import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../../system/run.ts';
import type { BuildContext, Recipe } from '../../recipe.ts';
import { debiansOwn, dropDpkg } from './drop-dpkg.ts';
import { type Layer, redhatLayer } from './layer.ts';
import { type Release, releasePackage, writeRelease } from './release.ts';
import { installedPackages } from './rpm/debian-package.ts';
import { rebuildDebs } from './rpm/rebuild.ts';
import { registerInstalled } from './rpm/register.ts';
import type { Layout } from './rpm/relocate.ts';
import { splitOff } from './rpm/split-off.ts';
import { stockRepository } from './stock.ts';

/** In what the families of Red Hat differ. */
interface Make {
  readonly release: Release;
  readonly layout: Layout;
  /** Packages of the common layer, installed or offered, that such a host has not got. */
  readonly without: RegExp;
  /** Gives the system, which has no dpkg any more, its configuration. */
  readonly configure: (rootfs: string, layer: Layer) => Promise<void>;
}

/** The files that packages get from the lab. */
const overlays = join(import.meta.dirname, 'files/packages');

/** Makes a Red Hat: programs of Debian's, an RPM database that knows them, RPMs to install, and no trace of dpkg. */
export const make =
  ({ release, layout, without, configure }: Make): Recipe =>
  async ({ rootfs, repository, work }: BuildContext): Promise<void> => {
    const layer = await redhatLayer(work);
    await must(['cp', '-a', `${layer.rootfs}/.`, rootfs]);
    const names = (await installedPackages(rootfs)).map(({ name }) => name);
    const gone = new Set(names.filter((name) => debiansOwn.test(name) || without.test(name)));
    const has = (deb: string): boolean => !without.test(deb.replace(/_.*/, ''));
    await rebuildDebs({
      debs: (await readdir(layer.offered)).filter(has).map((file) => join(layer.offered, file)),
      installed: new Set(names.filter((name) => !gone.has(name))),
      layout,
      dist: release.dist,
      overlays: [join(overlays, 'any'), join(overlays, layout)],
      out: repository,
      work: join(work, 'offered'),
    });
    await must(['createrepo_c', '--quiet', repository]);
    await stockRepository(repository);
    await must(['rm', '-f', join(rootfs, 'etc/os-release'), join(rootfs, 'usr/lib/os-release')]);
    await writeRelease(rootfs, release);
    const also = [releasePackage(release), ...splitOff(release.dist)];
    await registerInstalled({ rootfs, dist: release.dist, except: gone, also, work: join(work, 'base') });
    await dropDpkg(rootfs, gone);
    await configure(rootfs, layer);
  };
