import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Unpacks a package of Debian, and those that it needs and this machine lacks, into a folder; nothing of it is installed.
 * @throws with what apt complains of
 */
export function unpackDebian(root: string, name: string): void {
  const archives = join(root, 'archives');
  mkdirSync(join(archives, 'partial'), { recursive: true });
  const options = [`-oDir::Cache::archives=${archives}`, '-oAPT::Sandbox::User=root', '-oDebug::NoLocking=true'];
  const how = ['-yq', '--no-install-recommends', '--download-only', '--reinstall', ...options];
  try {
    must('apt-get', [...how, 'install', name]);
  } catch {
    must('apt-get', ['-q', 'update']);
    must('apt-get', [...how, 'install', name]);
  }
  for (const file of readdirSync(archives))
    if (file.endsWith('.deb')) must('dpkg-deb', ['-x', join(archives, file), root]);
}

/** What a program prints. @throws with what it said where it fails */
export function must(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}
