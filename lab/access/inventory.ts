import { type Document, isMap, parseDocument, YAMLMap } from 'yaml';
import { quote } from '../../src/core/sh.ts';
import type { HostSpec } from '../model/topology.ts';

/** Absolute paths that the inventory's hosts refer to. */
export interface InventoryFiles {
  readonly key: string;
  readonly knownHosts: string;
}

/** The example inventory, comments and variables untouched, with the lab's hosts in the place of its own. Pure. */
export function labInventory(example: string, hosts: readonly HostSpec[], files: InventoryFiles): string {
  const document = parseDocument(example);
  for (const [group, role] of [
    ['directors', 'director'],
    ['real_servers', 'real_server'],
  ] as const) {
    const members = hosts.filter((host) => host.role === role);
    replaceHosts(document, { group, members: members.map((host) => [host.name, hostVariables(host, files)]) });
  }
  return document.toString({ lineWidth: 0 });
}

function hostVariables(host: HostSpec, files: InventoryFiles): Readonly<Record<string, string | number>> {
  return {
    ansible_host: '127.0.0.1',
    ansible_port: host.port,
    address: host.address,
    ansible_ssh_private_key_file: files.key,
    ansible_ssh_common_args: knownHostsOption(files.knownHosts),
  };
}

function replaceHosts(
  document: Document,
  options: { group: string; members: readonly (readonly [string, object])[] },
): void {
  const path = ['all', 'children', options.group];
  if (!isMap(document.getIn(path))) throw new Error(`the example inventory has no group ${options.group}`);
  const hosts = new YAMLMap();
  hosts.flow = options.members.length === 0;
  for (const [name, variables] of options.members) hosts.set(document.createNode(name), document.createNode(variables));
  document.setIn([...path, 'hosts'], hosts);
}

/** Quoted for the shell words that Ansible splits it into, and within them for ssh, where the path has a space. */
function knownHostsOption(path: string): string {
  return `-o ${quote(path.includes(' ') ? `UserKnownHostsFile="${path}"` : `UserKnownHostsFile=${path}`)}`;
}
