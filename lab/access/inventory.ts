import { quote } from '../../src/core/sh.ts';
import { setHosts } from '../../src/inventory/example/edit.ts';
import type { HostSpec } from '../model/topology.ts';

/** Absolute paths that the inventory's hosts refer to. */
export interface InventoryFiles {
  readonly key: string;
  readonly knownHosts: string;
}

const GROUPS = [
  ['directors', 'director'],
  ['real_servers', 'real_server'],
] as const;

/** The example inventory, byte for byte but for the hosts: the lab's stand in the place of its own. Pure. */
export function labInventory(example: string, hosts: readonly HostSpec[], files: InventoryFiles): string {
  return GROUPS.reduce((text, [group, role]) => {
    const members = hosts.filter((host) => host.role === role);
    return setHosts(
      text,
      group,
      members.map((host) => [host.name, hostVariables(host, files)]),
    );
  }, example);
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
