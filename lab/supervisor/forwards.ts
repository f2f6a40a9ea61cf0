import type { AddressInfo, Server } from 'node:net';
import { bridgeTo } from './bridge-sockets.ts';
import { listening } from './listening.ts';

/** A port on 127.0.0.1 that leads to a UNIX socket of the lab. */
export interface Forward {
  readonly name: string;
  /** The socket. */
  readonly path: string;
  /** The port that it had before; 0 = none yet. */
  readonly port: number;
}

/** Opens each forward's port: the one it had before where that is free, else another. Returns the ports by name. */
export async function openForwards(forwards: readonly Forward[]): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>();
  for (const { name, path, port } of forwards) {
    const open = (wanted: number): Promise<Server> =>
      listening(bridgeTo({ path }), { host: '127.0.0.1', port: wanted });
    const server = await open(port).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return open(0);
    });
    ports.set(name, (server.address() as AddressInfo).port);
  }
  return ports;
}
