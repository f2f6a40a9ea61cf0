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

/** Writes the files through which ssh, umctl and ansible find a lab's hosts. */
export async function writeLabFiles(directory: string, hosts: readonly HostSpec[]): Promise<void> {
  const files = labFiles(directory);
  const keys = new Map(
    await Promise.all(hosts.map(async ({ name }) => [name, await hostKeys(directory, name)] as const)),
  );
  const example = await readFile(join(checkout, 'inventory.example.yaml'), 'utf8');
  await writeFile(files.knownHosts, knownHosts(hosts, keys));
  await writeFile(files.sshConfig, sshConfig(hosts, files));
  await writeFile(files.inventory, labInventory(example, hosts, files));
}
