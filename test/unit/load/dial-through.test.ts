import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bridgeTunnel } from '../../../lab/supervisor/tunnel.ts';
import { dialThrough } from '../../../src/load/dial-through.ts';
import { startLoad } from '../../../src/load/load.ts';
import { loadSettings } from '../../../src/load/settings.ts';
import { until } from '../../ssh/until.ts';
import { type BadServer, badServer } from './server.ts';

const proxy = createServer().on('connect', bridgeTunnel);
let server: BadServer;
let url: string;
beforeAll(async () => {
  server = await badServer();
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.close();
  await server.close().catch(() => undefined);
});

it('load through a proxy: answers, refusals and kept connections are told as from here', async () => {
  const keepAlive = { connections: 1, every: 50, patience: 20_000 };
  const load = startLoad(loadSettings({ url: server.url, rate: 20, limit: 20_000, keepAlive, dial: dialThrough(url) }));
  const came = (kind: 'new' | 'keep-alive', failure?: string) =>
    load.requests.some((request) => request.kind === kind && request.failure === failure);
  await until('answers, on the kept connection too', () => came('new') && came('keep-alive'));
  await server.close();
  await until('refusals', () => came('new', 'refused'));
  const { requests, breaks } = await load.stop();
  await server.open();
  expect(requests.find(({ failure }) => failure === undefined)).toMatchObject({ status: 200, servedBy: 'here' });
  expect(breaks).toHaveLength(1);
});

it('a proxy that is not there is named', async () => {
  const signal = AbortSignal.timeout(5000);
  const gone = dialThrough('http://127.0.0.1:1')({ host: '127.0.0.1', port: 80 }, signal);
  await expect(gone).rejects.toThrow('the proxy http://127.0.0.1:1: connect ECONNREFUSED');
});
