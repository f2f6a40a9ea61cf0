import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import type { Lab } from '../../lab/index.ts';
import type { Outcome } from '../../lab/system/run.ts';
import { PROGRAM, STATE } from './umctl.ts';

/**
 * Writes the lab's inventory as it is for somebody on the segment, such as the client: hosts by their own addresses
 * instead of forwarded ports, and `vars` added for all. Returns its path.
 */
export async function clientSideInventory(lab: Lab, vars: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const document = parseDocument(await readFile(lab.files.inventory, 'utf8'));
  const known = join(lab.directory, 'known_hosts.client');
  let keys = await readFile(lab.files.knownHosts, 'utf8');
  const groups = ['directors', 'real_servers'].map((group) => ['all', 'children', group, 'hosts']);
  for (const { name, address } of lab.hosts) {
    // Some stories begin without one of the lab's hosts.
    const host = groups.map((path) => document.getIn([...path, name])).find((one) => isMap(one));
    if (host === undefined) continue;
    keys = keys.replaceAll(`[127.0.0.1]:${host.get('ansible_port')} `, `${address} `);
    host.set('ansible_host', address);
    host.delete('ansible_port');
    host.set('ansible_ssh_common_args', `-o UserKnownHostsFile=${known}`);
  }
  for (const [name, value] of Object.entries(vars)) document.setIn(['all', 'vars', name], document.createNode(value));
  const file = join(lab.directory, 'inventory.client.yaml');
  await writeFile(known, keys);
  await writeFile(file, document.toString({ lineWidth: 0 }));
  return file;
}

/** Runs the built umctl in the network namespace of the lab's client, as if it were a controller there. */
export const umctlOnClient = (lab: Lab, args: readonly string[]): Promise<Outcome> =>
  lab.client([process.execPath, PROGRAM, ...args], { env: { XDG_STATE_HOME: STATE }, timeout: 300_000 });
