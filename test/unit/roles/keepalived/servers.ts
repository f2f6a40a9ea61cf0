import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server on a port of its own, while `use` runs. */
export async function serving<T>(server: Server, use: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

export const pages = (answer: RequestListener): Server => http.createServer(answer);

/** With a certificate that nobody has signed, made out to nobody who is asked. */
export function securePages(answer: RequestListener): Server {
  const folder = mkdtempSync(join(tmpdir(), 'umctl-certificate-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=elsewhere'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer);
  rmSync(folder, { recursive: true });
  return server;
}

/** A server of lines: it greets, and answers each line. */
export const lines = (greeting: string, answer: (line: string, to: Socket) => string): Server =>
  net.createServer((to) => {
    to.on('error', () => undefined);
    if (greeting !== '') to.write(greeting);
    let rest = '';
    to.on('data', (data) => {
      const all = (rest + data.toString()).split('\n');
      rest = all.pop() ?? '';
      for (const line of all) to.write(answer(line.replace(/\r$/, ''), to));
    });
  });
