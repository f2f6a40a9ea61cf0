import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How the server meets what comes. */
export type Manner = 'serve' | 'stall' | 'reset' | 'half an answer' | '503' | 'last answer';

/** A real HTTP server on the loopback whose manners can be changed while it runs. */
export interface BadServer {
  readonly url: string;
  manner: Manner;
  /** Stops listening and resets all connections, as a host does that loses its server; `open` brings it back. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Ends all connections in order, between two requests. */
  hangUp(): void;
}

export async function badServer(): Promise<BadServer> {
  const sockets = new Set<Socket>();
  let port = 0;
  const server = createServer((request, response) => {
    const { manner } = it;
    if (manner === 'stall') return;
    if (manner === 'reset') return void request.socket.resetAndDestroy();
    if (manner === 'last answer') response.setHeader('Connection', 'close');
    if (manner === '503') response.statusCode = 503;
    if (manner !== 'half an answer') return void response.end('<p>Served by here</p>');
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write('<p>', () => request.socket.destroySoon());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const it = {
    url: '',
    manner: 'serve' as Manner,
    async open() {
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      port = (server.address() as AddressInfo).port;
      it.url = `http://127.0.0.1:${port}/`;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    hangUp() {
      for (const socket of sockets) socket.destroySoon();
    },
  };
  await it.open();
  return it;
}
