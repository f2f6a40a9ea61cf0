import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoad } from '../../src/load/load.ts';
import type { LoadResult } from '../../src/load/record.ts';
import { loadSettings } from '../../src/load/settings.ts';
import { type BadServer, badServer } from '../unit/load/server.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let server: BadServer;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  server = await badServer();
});
afterAll(async () => {
  await server?.close().catch(() => undefined);
  await sshd?.stop();
  world?.remove();
});

const keepAlive = { connections: 2, every: 50, patience: 5000 };

test('load that begins at a host, through its sshd alone: answers, refusals and breaks are told as from here', async () => {
  const tunnel = await world.tunnel({ port: sshd.port });
  const load = startLoad(loadSettings({ url: server.url, rate: 20, limit: 5000, keepAlive, dial: tunnel.dial }));
  const some = (kind: 'new', failure?: string) =>
    load.requests.some((request) => request.kind === kind && request.failure === failure);
  const isKept = (seen: number) =>
    [0, 1].every((kept) =>
      load.requests.slice(seen).some(({ connection, failure }) => connection === kept && failure === undefined),
    );
  await until('answers over new connections and over both kept ones', () => some('new') && isKept(0));
  await server.close();
  await until('refusals', () => some('new', 'refused'));
  await server.open();
  const seen = load.requests.length;
  await until('answers over both again', () => isKept(seen));
  const result: LoadResult = await load.stop();
  await tunnel.close();
  expect(result.requests.find(({ failure }) => failure === undefined)).toMatchObject({ status: 200, servedBy: 'here' });
  expect(new Set(result.breaks.map(({ connection }) => connection))).toEqual(new Set([0, 1]));
  expect(result.requests.filter(({ kind }) => kind === 'keep-alive').length).toBeGreaterThan(4);
});

test('a host that forwards nothing says so', async () => {
  const strict = await startSshd({ options: ['AllowTcpForwarding no'] });
  world.trust(strict);
  const tunnel = await world.tunnel({ port: strict.port });
  const load = startLoad(loadSettings({ url: server.url, rate: 20, limit: 5000, keepAlive, dial: tunnel.dial }));
  await until('a failure', () => load.requests.length > 0);
  const { requests } = await load.stop();
  await tunnel.close();
  await strict.stop();
  expect(requests[0]).toMatchObject({ failure: 'other', detail: expect.stringContaining('prohibited') });
});
