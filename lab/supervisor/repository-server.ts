import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listening } from './listening.ts';

/** Directory of packages of each suite. */
export type Repositories = Readonly<Record<string, string>>;

/** Serves each suite's directory of packages below the suite's name, over http. */
export async function serveRepositories(options: {
  repositories: Repositories;
  address: string;
  port: number;
}): Promise<void> {
  const { repositories, address, port } = options;
  const server = createServer((request, response) => {
    // A host that goes away in the middle of a download is its own business.
    answer(repositories, request, response).catch(() => response.destroy());
  });
  await listening(server, { host: address, port });
}

async function answer(repositories: Repositories, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A URL's path has no `..` left in it, and a decoded part with a slash in it is no file's name.
  const { pathname } = new URL(request.url ?? '/', 'http://repository');
  const [suite = '', ...parts] = pathname.slice(1).split('/').map(decodeURIComponent);
  const file = join(repositories[suite] ?? '/nonexistent', ...parts.map((part) => basename(part)));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-length': found.size, 'last-modified': found.mtime.toUTCString() });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response);
}
