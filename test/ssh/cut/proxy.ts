import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Which way bytes go. */
export type Direction = 'to the host' | 'from the host';

/** A way to a port of this machine that can be cut. */
export interface CuttableWay {
  readonly port: number;
  /** Cuts all connections at once, as a router that dies: what is under way is lost. New ones can be made. */
  cut(): void;
  /** Cuts the next connection once so many bytes have gone one way. */
  cutAfter(bytes: number, direction: Direction): void;
  /** How many bytes have gone one way since the last call. */
  passed(direction: Direction): number;
  stop(): Promise<void>;
}

export async function startProxy(to: number): Promise<CuttableWay> {
  const sockets = new Set<Socket>();
  const passed = new Map<Direction, number>();
  let limit: { readonly bytes: number; readonly direction: Direction } | undefined;
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const hand = (from: Socket, over: Socket, direction: Direction): void => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      over.destroy();
    });
    from.on('data', (chunk: Buffer) => {
      const before = passed.get(direction) ?? 0;
      passed.set(direction, before + chunk.length);
      const left = limit?.direction === direction ? limit.bytes - before : Number.POSITIVE_INFINITY;
      over.write(chunk.subarray(0, Math.max(0, left)));
      if (left > chunk.length) return;
      limit = undefined;
      // What was let through is given the time to arrive.
      over.end();
      setImmediate(cut);
    });
  };
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    hand(near, far, 'to the host');
    hand(far, near, 'from the host');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutAfter(bytes, direction) {
      passed.clear();
      limit = { bytes, direction };
    },
    passed(direction) {
      const count = passed.get(direction) ?? 0;
      passed.delete(direction);
      return count;
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
