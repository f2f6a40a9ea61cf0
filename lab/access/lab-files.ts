import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from '../model/paths.ts';
import type { HostSpec } from '../model/topology.ts';
import { hostKeys } from './identity.ts';
import { labInventory } from './inventory.ts';
import { knownHosts, sshConfig } from './ssh-files.ts';

/** What a lab offers to other programs, all absolute paths. */
export interface LabFiles {
  readonly key: string;
  readonly knownHosts: string;
  readonly sshConfig: string;
  readonly inventory: string;
}

/** Where a lab's files are. Pure. */
export function labFiles(directory: string): LabFiles {
  return {
    key: join(directory, 'key'),
    knownHosts: join(directory, 'known_hosts'),
    sshConfig: join(directory, 'ssh_config'),
    inventory: join(directory, 'inventory.yaml'),
  };
}

export interface WriteOptions {
  readonly directory: string;
  readonly hosts: readonly HostSpec[];
  /** Port on 127.0.0.1 that leads to the client's proxy. */
  readonly proxyPort: number;
  /** Write the inventory anew even where somebody has edited it. */
  readonly fresh: boolean;
  readonly log: (line: string) => void;
}

/** Writes the files through which ssh, umctl and ansible find a lab's hosts. */
export async function writeLabFiles(options: WriteOptions): Promise<void> {
  const { directory, hosts } = options;
  const files = labFiles(directory);
  const keys = new Map(
    await Promise.all(hosts.map(async ({ name }) => [name, await hostKeys(directory, name)] as const)),
  );
  await writeFile(files.knownHosts, knownHosts(hosts, keys));
  await writeFile(files.sshConfig, sshConfig(hosts, files));
  await writeInventory(files, options);
}

/** Written from the example at every start, until somebody edits it: then it is theirs. */
async function writeInventory(
  files: LabFiles,
  { directory, hosts, proxyPort, fresh, log }: WriteOptions,
): Promise<void> {
  const copy = join(directory, 'inventory.written.yaml');
  const [present, written] = await Promise.all([textOf(files.inventory), textOf(copy)]);
  if (written !== undefined && present !== undefined && present !== written && !fresh) {
    log(`${files.inventory} was edited and stays as it is; remove it to have it written anew`);
    return;
  }
  const example = await readFile(join(checkout, 'inventory.example.yaml'), 'utf8');
  const text = labInventory(example, hosts, { ...files, proxyPort });
  await writeFile(files.inventory, text);
  await writeFile(copy, text);
}

/** Content of a file; undefined where there is none. */
async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
