import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listening } from './listening.ts';

/** Serves one flat directory of packages over http. */
export async function serveRepository(options: { directory: string; address: string; port: number }): Promise<void> {
  const { directory, address, port } = options;
  const server = createServer((request, response) => {
    // A host that goes away in the middle of a download is its own business.
    answer(directory, request, response).catch(() => response.destroy());
  });
  await listening(server, { host: address, port });
}

async function answer(directory: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://repository');
  // Only the last component counts: the directory is flat, so nothing outside it can be asked for.
  const file = join(directory, basename(decodeURIComponent(pathname)));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-length': found.size, 'last-modified': found.mtime.toUTCString() });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response);
}
