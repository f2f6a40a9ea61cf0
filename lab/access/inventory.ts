import { quote } from '../../src/core/sh.ts';
import { setHosts, setScalar, uncomment } from '../../src/inventory/example/edit.ts';
import type { HostSpec } from '../model/topology.ts';

/** What the inventory refers to: absolute paths, and the port on 127.0.0.1 of the client's proxy. */
export interface InventoryFiles {
  readonly key: string;
  readonly knownHosts: string;
  readonly proxyPort: number;
}

const GROUPS = [
  ['directors', 'director'],
  ['real_servers', 'real_server'],
] as const;

/**
 * The example inventory, byte for byte but for the hosts, which are the lab's, and for where a drill's load begins: with
 * the lab's client, as nothing is to be sent to the segment's addresses over the machine's own network. Pure.
 */
export function labInventory(example: string, hosts: readonly HostSpec[], files: InventoryFiles): string {
  const drilled = setScalar(
    ['drill', 'proxy'].reduce(uncomment, example),
    ['all', 'vars', 'drill', 'proxy'],
    `http://127.0.0.1:${files.proxyPort}`,
  );
  return GROUPS.reduce((text, [group, role]) => {
    const members = hosts.filter((host) => host.role === role);
    return setHosts(
      text,
      group,
      members.map((host) => [host.name, hostVariables(host, files)]),
    );
  }, drilled);
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

/** Quoted for the shell words that Ansible splits it into, and within them for ssh, where the path has a space. */
function knownHostsOption(path: string): string {
  return `-o ${quote(path.includes(' ') ? `UserKnownHostsFile="${path}"` : `UserKnownHostsFile=${path}`)}`;
}
