import type { AddressInfo, Server } from 'node:net';
import { sshSocket } from '../model/paths.ts';
import type { HostSpec } from '../model/topology.ts';
import { bridgeTo } from './bridge-sockets.ts';
import { listening } from './listening.ts';

/** Opens a port on 127.0.0.1 for each host's sshd: the one it had before where that is free, else another. */
export async function openForwards(hosts: readonly HostSpec[]): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>();
  for (const { name, port } of hosts) {
    const open = (wanted: number): Promise<Server> =>
      listening(bridgeTo({ path: sshSocket(name) }), { host: '127.0.0.1', port: wanted });
    const server = await open(port).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return open(0);
    });
    ports.set(name, (server.address() as AddressInfo).port);
  }
  return ports;
}
