import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoad } from '../../../src/load/load.ts';
import type { LoadResult, RequestRecord } from '../../../src/load/record.ts';
import { loadSettings } from '../../../src/load/settings.ts';
import { longestGap, ofUrl, recovery } from '../../../src/load/statistics.ts';
import { within } from '../engine/guard-node.ts';
import { type BadServer, badServer, type Manner } from './server.ts';

let server: BadServer;
beforeEach(async () => {
  server = await badServer();
});
afterEach(() => server.close().catch(() => undefined));

/** How quick a busy machine is, is not what is asked here. */
const PATIENT = { rate: 50, limit: 20_000, keepAlive: { connections: 2, every: 50, patience: 20_000 } };
/** Limits that a test can wait for, where there is no answer. */
const QUICK = { ...PATIENT, limit: 2000, keepAlive: { ...PATIENT.keepAlive, patience: 2000 } };

/** Load while the server is well, then as `change` makes it, then well again. */
async function through(change: () => unknown, undo: () => unknown, settings: object = PATIENT): Promise<LoadResult> {
  const asked = loadSettings({ url: server.url, ...settings });
  const load = startLoad(asked);
  await delay(300);
  const hasAnswered = (connection: number) => load.requests.some((request) => request.connection === connection);
  const connections = Array.from({ length: asked.keepAlive.connections }, (_, i) => i);
  await within(60, 'an answer on each connection', () => connections.every(hasAnswered));
  await change();
  await delay(500);
  await undo();
  await delay(300);
  return load.stop();
}

const become = (manner: Manner) => () => {
  server.manner = manner;
};

const failures = ({ requests }: LoadResult, kind: RequestRecord['kind']) =>
  new Set(requests.flatMap((request) => (request.kind === kind ? (request.failure ?? []) : [])));

test('a server that is well: every request on time is answered, and by whom', async () => {
  const { requests, breaks, milliseconds, heldUp } = await through(become('serve'), become('serve'));
  const fresh = requests.filter(({ kind }) => kind === 'new');
  // What is due when it ends may be left: one, or more where the machine held it up right then.
  const left = Math.floor(milliseconds / 20) + 1 - fresh.length;
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left).toBeLessThanOrEqual(1 + Math.ceil(heldUp / 20));
  expect(fresh.map(({ at }) => at)).toEqual(fresh.map((_, i) => i * 20));
  expect(new Set(requests.map(({ failure, status, servedBy }) => `${failure} ${status} ${servedBy}`))).toEqual(
    new Set(['undefined 200 here']),
  );
  expect(requests.filter(({ connection }) => connection === 1).length).toBeGreaterThan(1);
  expect(breaks).toEqual([]);
});

test('nobody listens: refused; connections that stood are reset, once each', async () => {
  const result = await through(server.close, server.open);
  expect(failures(result, 'new')).toContain('refused');
  expect(result.breaks.map(({ connection }) => connection).sort()).toEqual([0, 1]);
  expect(result.requests.at(-1)?.failure).toBeUndefined();
});

test('a server that stalls: as many time out as were due, and the limit is kept', async () => {
  const result = await through(become('stall'), become('serve'), QUICK);
  expect(failures(result, 'new')).toEqual(new Set(['timeout']));
  const timeouts = result.requests.filter(({ failure, kind }) => failure !== undefined && kind === 'new');
  expect(timeouts.length).toBeGreaterThan(5);
  for (const { latency, detail } of timeouts) {
    expect(latency).toBeGreaterThanOrEqual(1999);
    expect(detail).toBe('waiting for the answer: 2000 ms');
  }
});

test.each([
  ['reset', 'reset'],
  ['half an answer', 'closed'],
  ['503', 'status'],
] as const)('%s is told as %s', async (manner, failure) => {
  const result = await through(become(manner), become('serve'));
  expect(failures(result, 'new')).toEqual(new Set([failure]));
  expect(failures(result, 'keep-alive')).toEqual(new Set([failure]));
  expect(result.breaks.length > 0).toBe(manner !== '503');
});

test('a kept connection that ends between two requests is broken, one whose end was announced is not', async () => {
  const idle = { ...PATIENT.keepAlive, every: 400 };
  const cut = await through(server.hangUp, become('serve'), { ...PATIENT, rate: 1, keepAlive: idle });
  expect(cut.breaks.map(({ why }) => why)).toEqual(Array(2).fill('closed by the other side between two requests'));
  const announced = await through(become('last answer'), become('serve'));
  expect([announced.breaks, [...failures(announced, 'keep-alive')]]).toEqual([[], []]);
});

test('a connection that is old enough is closed by its client, and another opened', async () => {
  const { dial } = loadSettings({ url: server.url });
  const openedFor = async (keepAlive: object) => {
    let opened = 0;
    const counted = (...to: Parameters<typeof dial>) => {
      opened++;
      return dial(...to);
    };
    const settings = { rate: 1, dial: counted, keepAlive: { ...PATIENT.keepAlive, ...keepAlive } };
    const result = await through(become('serve'), become('serve'), settings);
    expect([result.breaks, [...failures(result, 'keep-alive')]]).toEqual([[], []]);
    return opened - result.requests.filter(({ kind }) => kind === 'new').length;
  };
  expect(await openedFor({})).toBe(2);
  expect(await openedFor({ lifetime: 200 })).toBeGreaterThan(2);
});

test('what queues behind a slow answer is late by as much: the wait is not left out', async () => {
  const keepAlive = { ...PATIENT.keepAlive, connections: 1 };
  const slow = new Promise<void>((resolve) => setTimeout(resolve, 700));
  const dial = loadSettings({ url: server.url }).dial;
  const result = await through(become('serve'), become('serve'), {
    rate: 1,
    keepAlive,
    dial: async (...to: Parameters<typeof dial>) => {
      await slow;
      return dial(...to);
    },
  });
  const kept = result.requests.filter(({ kind }) => kind === 'keep-alive');
  expect(kept.map(({ at }) => at)).toEqual(kept.map((_, i) => i * 50));
  expect(kept[10]?.lag).toBeGreaterThan(100);
});

test('a program that is itself held up says so, and makes up for what was due', async () => {
  const result = await through(
    () => {
      for (const end = performance.now() + 200; performance.now() < end; );
    },
    () => undefined,
  );
  expect(result.heldUp).toBeGreaterThan(150);
  expect(result.requests.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(result.requests.filter(({ kind, lag }) => kind === 'new' && lag > 50).length).toBeGreaterThan(3);
});

test('several URLs are asked in turn, over new connections and kept ones; one that fails is told from the others', async () => {
  const other = await badServer();
  await server.close();
  const load = startLoad(loadSettings({ url: other.url, also: [server.url], ...PATIENT }));
  await delay(600);
  const result = await load.stop();
  await server.open();
  await other.close();
  const of = (url: string) => ofUrl(result, url).requests;
  expect(new Set(of(other.url).map(({ failure }) => failure))).toEqual(new Set([undefined]));
  expect(new Set(of(server.url).map(({ failure }) => failure))).toEqual(new Set(['refused']));
  expect(of(server.url).some(({ kind }) => kind === 'keep-alive')).toBe(true);
  const gap = longestGap(result);
  expect(gap.to - gap.from).toBe(result.milliseconds);
  expect(recovery(result, 0)).toBeUndefined();
});
