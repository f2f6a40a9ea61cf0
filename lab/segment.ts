import process from 'node:process';
import { clientNamespace, sshSocket } from './model/paths.ts';
import { gatewayAddress, type HostSpec, repositoryPort } from './model/topology.ts';
import { bridgeTo } from './supervisor/bridge-sockets.ts';
import { listening } from './supervisor/listening.ts';
import { type Repositories, serveRepositories } from './supervisor/repository-server.ts';
import { clientCommands, segmentCommands } from './supervisor/segment-network.ts';
import { must } from './system/run.ts';

/**
 * The lab's gateway, a process in the segment's network namespace: makes the network, serves the packages, and leads
 * connections from a UNIX socket per host to that host's sshd.
 */
async function main(hosts: readonly HostSpec[], repositories: Repositories): Promise<void> {
  await must(['ip', '-batch', '-'], { input: segmentCommands(hosts).join('\n') });
  const client = ['nsenter', `--net=${clientNamespace}`];
  await must([...client, 'ip', '-batch', '-'], { input: clientCommands().join('\n') });
  await serveRepositories({ repositories, address: gatewayAddress, port: repositoryPort });
  for (const { name, address } of hosts) {
    await listening(bridgeTo({ host: address, port: 22 }), { path: sshSocket(name) });
  }
  process.stdout.write('ready\n');
}

const [hosts = '[]', repositories = '{}'] = process.argv.slice(2);
await main(JSON.parse(hosts) as HostSpec[], JSON.parse(repositories) as Repositories);
