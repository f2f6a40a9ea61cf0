import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { lastLines, run } from '../system/run.ts';

/** Names of programs, and the Debian package each is in. */
export type Tools = Readonly<Record<string, string>>;

/** What the lab calls. */
const labTools: Tools = {
  mmdebstrap: 'mmdebstrap',
  patchelf: 'patchelf',
  'mkfs.ext4': 'e2fsprogs',
  'dpkg-scanpackages': 'dpkg-dev',
  rpmbuild: 'rpm',
  createrepo_c: 'createrepo-c',
  // What its tests sign packages with.
  gpg: 'gpg',
  ip: 'iproute2',
  unshare: 'util-linux',
  mount: 'mount',
  ssh: 'openssh-client',
  gpgv: 'gpgv',
  // What the lab's client asks the cluster with.
  curl: 'curl',
};

const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`.split(':');

/** What is missing for the lab after an attempt to install it. */
export const toolsProblem = (): Promise<string | undefined> => ensureTools(labTools);

/** Installs the packages of missing programs, as root; returns what stays missing and why. */
export async function ensureTools(tools: Tools): Promise<string | undefined> {
  const missing = await missingPackages(tools);
  if (missing.length === 0) return undefined;
  if (!(await isExecutable('apt-get'))) {
    return `programs are missing, and this is no Debian; find the equivalent of its packages ${missing.join(', ')}`;
  }
  const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...missing];
  process.stderr.write(`installing ${missing.join(', ')} (apt-get)\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], { env, timeout: 300_000 });
  const { code, stderr } = await run(install, { env, timeout: 600_000 });
  if (code === 0) return undefined;
  return `packages are missing and could not be installed; try: ${install.join(' ')}\n${lastLines(stderr, 5)}`;
}

async function missingPackages(tools: Tools): Promise<string[]> {
  const found = await Promise.all(Object.keys(tools).map(isExecutable));
  return Object.values(tools).filter((_, index) => !found[index]);
}

async function isExecutable(tool: string): Promise<boolean> {
  const found = searchPath.map((directory) => access(join(directory, tool), constants.X_OK));
  return Promise.any(found).then(
    () => true,
    () => false,
  );
}
