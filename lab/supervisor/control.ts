import { createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { controlSocket } from '../model/paths.ts';
import { listening } from './listening.ts';

/** What may be asked of a running lab. `host` is empty for `status` and `proxy`, the port of the client's proxy. */
export interface ControlRequest {
  readonly verb: 'status' | 'proxy' | 'boot' | 'crash' | 'cut' | 'heal';
  readonly host: string;
}

export type ControlAnswer<T> = { readonly ok: T } | { readonly error: string };

/** Answers one JSON request per connection; an error becomes an answer too. */
export async function serveControl(handle: (request: ControlRequest) => Promise<unknown>): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // The tool that asked may be gone before its answer is ready.
    socket.on('error', () => socket.destroy());
    respond(socket, handle).catch(() => socket.destroy());
  });
  await listening(server, { path: controlSocket });
}

async function respond(socket: Socket, handle: (request: ControlRequest) => Promise<unknown>): Promise<void> {
  const request = JSON.parse(await text(socket)) as ControlRequest;
  const answer: ControlAnswer<unknown> = await handle(request).then(
    (ok) => ({ ok }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  socket.end(JSON.stringify(answer));
}
