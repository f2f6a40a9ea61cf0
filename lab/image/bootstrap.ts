import { must } from '../system/run.ts';
import type { PrivateApt } from './apt.ts';

/** Installs Debian packages into an empty directory, without manuals and translations (mmdebstrap(1)). */
export async function bootstrap(options: {
  readonly suite: string;
  readonly rootfs: string;
  readonly include: readonly string[];
  readonly apt: PrivateApt;
}): Promise<void> {
  const { suite, rootfs, include, apt } = options;
  const leaveOut = ['man', 'locale', 'info', 'doc'].map((kind) => `--dpkgopt=path-exclude=/usr/share/${kind}/*`);
  await must([
    ...['mmdebstrap', '--quiet', '--mode=root', '--variant=minbase', '--format=directory', '--architectures=amd64'],
    ...[`--include=${include.join(',')}`, `--keyring=${apt.keyring}`, ...leaveOut],
    ...['--dpkgopt=path-include=/usr/share/doc/*/copyright', suite, rootfs],
    `deb ${apt.mirror} ${suite} main`,
  ]);
}

/** Names of all packages that would be installed for these to be. */
export async function neededBy(apt: PrivateApt, names: readonly string[]): Promise<string[]> {
  const simulated = await apt.run('apt-get', '-q', '--simulate', 'install', ...names);
  return [...simulated.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
}
