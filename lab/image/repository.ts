import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../system/run.ts';
import type { PrivateApt } from './apt.ts';

/** Packages that can be installed together. */
export type PackageSet = readonly string[];

/** Copies every package of every set, and whatever each needs that `apt`'s dpkg status lacks, into `repository`. */
export async function collectPackages(options: {
  apt: PrivateApt;
  sets: readonly PackageSet[];
  repository: string;
}): Promise<void> {
  const { apt, sets, repository } = options;
  await mkdir(repository, { recursive: true });
  for (const set of sets) {
    await apt.run('apt-get', '-q', '-y', '--download-only', '--reinstall', 'install', ...set);
  }
  for (const deb of await apt.downloaded()) await copyFile(deb, join(repository, basename(deb)));
}

/** Writes the index of a flat repository: Packages, its gzip, and a Release with their digests. */
export async function indexRepository(repository: string): Promise<void> {
  const scanned = await run(['sh', '-c', 'cd "$0" && dpkg-scanpackages --multiversion .', repository]);
  if (scanned.code !== 0) throw new Error(`dpkg-scanpackages failed in ${repository}\n${scanned.stderr}`);
  await writeFile(join(repository, 'Packages'), scanned.stdout);
  await writeFile(join(repository, 'Packages.gz'), gzipSync(scanned.stdout));
  const lines = await Promise.all(['Packages', 'Packages.gz'].map((name) => digestLine(join(repository, name))));
  const head = ['Origin: lab', 'Label: lab', 'Suite: lab', `Date: ${new Date().toUTCString()}`, 'Architectures: amd64'];
  await writeFile(join(repository, 'Release'), `${[...head, 'SHA256:', ...lines].join('\n')}\n`);
}

async function digestLine(path: string): Promise<string> {
  const content = await readFile(path);
  return ` ${createHash('sha256').update(content).digest('hex')} ${content.length} ${basename(path)}`;
}
