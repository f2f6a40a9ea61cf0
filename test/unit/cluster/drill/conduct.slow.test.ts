import { afterEach, beforeEach, expect, test } from 'vitest';
import { conduct, type DrillPlan } from '../../../../src/cluster/drill/conduct.ts';
import type { DrillEvent } from '../../../../src/cluster/drill/report.ts';
import type { Fault } from '../../../../src/cluster/ports/fault.ts';
import type { Connect, Output } from '../../../../src/core/connection.ts';
import { sh } from '../../../../src/core/sh.ts';
import { endOf } from '../../../../src/load/record.ts';
import { loadSettings } from '../../../../src/load/settings.ts';
import { within } from '../../engine/guard-node.ts';
import { type BadServer, badServer } from '../../load/server.ts';

let server: BadServer;
beforeEach(async () => {
  server = await badServer();
});
afterEach(() => server.close().catch(() => undefined));

const FAULT: Fault = {
  name: 'kill-real-service',
  describe: () => 'the server says no',
  strikes: 'a real server',
  needs: () => sh`true`,
  inject: () => sh`break`,
  undo: () => sh`mend`,
  leaves: () => 'mended',
  moves: false,
  limits: () => ({}),
};

/** A host whose only command breaks or mends the server; `breaks` is what the first leaves, `broken` what the server does then. */
const connectTo =
  (breaks: Output = { code: 0, stdout: '', stderr: '' }, broken: BadServer['manner'] = '503'): Connect =>
  async (host) => ({
    host,
    exchanges: 0,
    ask: async () => [],
    async run([command]) {
      server.manner = command?.run.text === 'break' ? broken : 'serve';
      return [command?.run.text === 'break' ? breaks : { code: 0, stdout: '', stderr: '' }];
    },
    close: async () => {},
  });

/** A busy machine answers late, which is no failure here. */
const loadOf = ({ limit = 10_000, connections = 1 } = {}) =>
  loadSettings({
    url: server.url,
    rate: 40,
    limit,
    keepAlive: { connections, every: 50, patience: 10_000 },
  });

function drill(given: Partial<DrillPlan> = {}) {
  const events: DrillEvent[] = [];
  const target = {
    node: { name: 'n1', address: '127.0.0.1', isDirector: false, interface: 'lo' },
    port: 80,
    cutSeconds: 0,
  };
  const plan: DrillPlan = {
    fault: FAULT,
    target,
    times: { baseline: 0.5, calm: 0.5, within: 1.5 },
    load: loadOf(),
    connect: connectTo(),
    hasTakenOver: () => true,
    isWhole: () => true,
    signal: new AbortController().signal,
    ...given,
  };
  return {
    events,
    course: conduct(
      plan,
      (event) => events.push(event),
      () => {},
    ),
  };
}

test('a fault that stays is undone when its time is up, and what comes after is seen', async () => {
  const { events, course } = drill({ times: { baseline: 0.5, calm: 0.5, within: 5 } });
  const { faultAt, result } = await course;
  expect(events.map(({ kind }) => kind)).toEqual(['load', 'fault', 'trouble', 'undo', 'undo']);
  const failed = result.requests.filter(({ failure }) => failure !== undefined);
  expect(failed.length).toBeGreaterThan(20);
  // One may have begun well before, on a busy machine.
  expect(Math.min(...failed.map(endOf))).toBeGreaterThan((faultAt ?? Number.NaN) - 100);
  expect(result.requests.at(-1)?.failure).toBeUndefined();
  expect(result.milliseconds - (events.at(-1)?.at ?? 0)).toBeGreaterThan(400);
});

test('a fault that nobody notices is over when it was calm', async () => {
  const times = { baseline: 0.5, calm: 0.5, within: 20 };
  const { events, course } = drill({ fault: { ...FAULT, inject: () => sh`mend` }, times });
  const { result } = await course;
  expect(events.map(({ kind }) => kind)).toEqual(['load', 'fault', 'recovered', 'undo', 'undo']);
  expect(result.requests.filter(({ failure }) => failure !== undefined)).toEqual([]);
});

test('silence is no calm: a server that answers nobody has not recovered', async () => {
  const { events, course } = drill({
    connect: connectTo(undefined, 'stall'),
    load: loadOf({ limit: 3000, connections: 0 }),
  });
  await course;
  expect(events[2]).toMatchObject({ kind: 'trouble', message: 'not recovered within 1.5 s' });
});

test('where duties have to move, calm is not enough', async () => {
  const { events, course } = drill({ fault: { ...FAULT, inject: () => sh`mend` }, hasTakenOver: () => false });
  await course;
  expect(events[2]).toMatchObject({ kind: 'trouble', message: 'not recovered within 1.5 s' });
});

test('Ctrl-C ends the wait, and the fault is undone all the same', async () => {
  const interrupt = new AbortController();
  const { events, course } = drill({ signal: interrupt.signal, times: { baseline: 0.5, calm: 5, within: 600 } });
  await within(60, 'the fault', () => events.some(({ kind }) => kind === 'fault'));
  interrupt.abort();
  await course;
  expect(events.map(({ kind }) => kind)).toEqual(['load', 'fault', 'trouble', 'undo', 'undo']);
  expect([events[2]?.message, server.manner]).toEqual(['interrupted', 'serve']);
});

test('a fault that could not be made whole is undone, and told', async () => {
  const { events, course } = drill({ connect: connectTo({ code: 1, stdout: '', stderr: 'kill: not permitted\n' }) });
  await expect(course).rejects.toThrow('n1: the fault could not be made: kill: not permitted');
  expect([events.at(-1)?.kind, server.manner]).toEqual(['undo', 'serve']);
});

test('a service that is not well to begin with is not broken further', async () => {
  server.manner = '503';
  const { events, course } = drill();
  expect((await course).faultAt).toBeUndefined();
  expect(events.map(({ kind }) => kind)).toEqual(['load']);
});
