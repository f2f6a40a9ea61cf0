import type { ListenOptions, Server } from 'node:net';

/** Resolves once a server accepts connections, rejects when it cannot. */
export function listening<S extends Server>(server: S, options: ListenOptions): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
