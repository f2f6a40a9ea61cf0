import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { lastLines, run } from '../system/run.ts';

/** Each tool the lab calls, and the Debian package it is in. */
const tools: Readonly<Record<string, string>> = {
  mmdebstrap: 'mmdebstrap',
  patchelf: 'patchelf',
  'mkfs.ext4': 'e2fsprogs',
  'dpkg-scanpackages': 'dpkg-dev',
  ip: 'iproute2',
  unshare: 'util-linux',
  mount: 'mount',
  ssh: 'openssh-client',
  gpgv: 'gpgv',
  // What the lab's client asks the cluster with.
  curl: 'curl',
};

const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`.split(':');

/** Installs the packages of missing tools; what cannot be installed is the problem. */
export async function toolsProblem(): Promise<string | undefined> {
  const missing = await missingPackages();
  if (missing.length === 0) return undefined;
  if (!(await isExecutable('apt-get')))
    return `it builds its hosts with apt, and this is no Debian; needs also ${missing.join(', ')}`;
  const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...missing];
  process.stderr.write(`installing ${missing.join(', ')}\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], { env, timeout: 300_000 });
  const { code, stderr } = await run(install, { env, timeout: 600_000 });
  if (code === 0) return undefined;
  return `packages are missing and could not be installed; try: ${install.join(' ')}\n${lastLines(stderr, 5)}`;
}

async function missingPackages(): Promise<string[]> {
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
