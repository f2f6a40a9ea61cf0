import { randomUUID } from 'node:crypto';
import { access, chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repositoryFile } from '../image/recipes/redhat/common.ts';
import { hostDirectoryFiles } from '../model/paths.ts';
import { type HostSpec, stockRepositoryUrl } from '../model/topology.ts';
import { must } from '../system/run.ts';
import { networkFiles } from './network-files.ts';

/** The key pair that opens every host of a lab; made on first use. */
export async function ensureKey(directory: string): Promise<string> {
  const key = join(directory, 'key');
  if (!(await exists(key))) await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'umctl-lab', '-f', key]);
  return key;
}

/** Makes a host's seed: what tells it from every other host of the same image. Kept until the lab is removed. */
export async function ensureSeed(directory: string, host: HostSpec): Promise<void> {
  const { seed, identity } = hostDirectoryFiles(directory, host.name);
  if (await exists(seed)) return;
  for (const part of ['etc/ssh', 'root/.ssh']) await mkdir(join(identity, part), { recursive: true });
  // One kind of key: an RSA key takes a second to make.
  await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(identity, 'etc/ssh/ssh_host_ed25519_key')]);
  for (const [path, text] of Object.entries(identityFiles(host))) {
    await mkdir(join(identity, dirname(path)), { recursive: true });
    await writeFile(join(identity, path), text, { mode: /\.nmconnection$|^etc\/netplan/.test(path) ? 0o600 : 0o644 });
  }
  const authorizedKeys = join(identity, 'root/.ssh/authorized_keys');
  await copyFile(`${join(directory, 'key')}.pub`, authorizedKeys);
  for (const path of [authorizedKeys, join(identity, 'root/.ssh'), join(identity, 'root')]) {
    await chmod(path, path === authorizedKeys ? 0o600 : 0o700);
  }
  await must([
    'tar',
    '--create',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--file=${seed}`,
    `--directory=${identity}`,
    '.',
  ]);
}

/** Files that give a host its name, its machine id and its network. Pure but for the random machine id. */
function identityFiles(host: HostSpec): Readonly<Record<string, string>> {
  return {
    'etc/hostname': `${host.name}\n`,
    'etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${host.name}\n`,
    'etc/machine-id': `${randomUUID().replaceAll('-', '')}\n`,
    ...networkFiles(host),
    ...(host.family === 'stock' ? { 'etc/yum.repos.d/lab.repo': repositoryFile(stockRepositoryUrl) } : {}),
  };
}

/** A host's public keys, as in its /etc/ssh, one `TYPE BASE64` each. */
export async function hostKeys(directory: string, name: string): Promise<string[]> {
  const ssh = join(hostDirectoryFiles(directory, name).identity, 'etc/ssh');
  const files = (await readdir(ssh)).filter((file) => file.endsWith('.pub')).sort();
  const lines = await Promise.all(files.map((file) => readFile(join(ssh, file), 'utf8')));
  return lines.map((line) => line.split(' ').slice(0, 2).join(' '));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
