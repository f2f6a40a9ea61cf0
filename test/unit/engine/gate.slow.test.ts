import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Check, check } from '../../../src/core/check.ts';
import type { Connection } from '../../../src/core/connection.ts';
import type { Event } from '../../../src/core/events.ts';
import { sh } from '../../../src/core/sh.ts';
import { gate } from '../../../src/engine/gate/gate.ts';
import { createFleet, type Fleet } from '../../../src/engine/run/fleet.ts';

/** A host that answers each round with the next text, and with the last for ever. */
function answering(...texts: readonly string[]): Fleet {
  let round = -1;
  const ask: Connection['ask'] = async (questions) => {
    round++;
    return questions.map(() => ({ code: 0, stdout: texts[Math.min(round, texts.length - 1)] ?? '', stderr: '' }));
  };
  const each: Fleet['each'] = async ({ hosts }, work) => {
    const done = new Map();
    for (const host of hosts) done.set(host, await work({ host, ask } as Connection, host));
    return { done, failed: new Map() };
  };
  return { each } as Fleet;
}

const stopped = check('stopped', 'n1', sh`ask`, ({ stdout }) => (stdout.includes('on') ? 'still on' : undefined), {
  withinSeconds: 30,
});
const empty: Check = {
  ...check('empty', 'n1', sh`ask`, ({ stdout }) => (stdout.includes('0') ? undefined : `${stdout} left`)),
  after: 'n1: stopped',
  reportsProgress: true,
};

async function told(fleet: Fleet, within: number) {
  const events: Event[] = [];
  const watch = { report: (event: Event) => void events.push(event), signal: new AbortController().signal };
  const results = await gate([stopped, { ...empty, withinSeconds: within }], { ...watch, fleet }, { patient: true });
  const waiting = events.flatMap((event) => (event.type === 'waiting' ? [event.checks] : []));
  return { waiting, complaints: results.map(({ complaint }) => complaint) };
}

test('a check that follows another is waited for from when that has come out, and tells of its progress', async () => {
  const { waiting, complaints } = await told(answering('on 3', 'on 3', '3', '1', '0'), 2.5);
  expect(complaints).toEqual([undefined, undefined]);
  expect(waiting).toEqual([['n1: stopped'], ['n1: empty: 3 left'], ['n1: empty: 1 left']]);
});

test('its time is its own', async () => {
  const { complaints } = await told(answering('on 3', 'on 3', '3'), 0.5);
  expect(complaints).toEqual([undefined, '3 left']);
});

test('what a slow host answers after the time of a check is asked once more', async () => {
  const { each } = answering('on 3', '0');
  const slow: Fleet['each'] = async (task, work) => {
    await delay(300);
    return each(task, work);
  };
  const watch = { report: () => {}, signal: new AbortController().signal, fleet: { each: slow } as Fleet };
  const [result] = await gate([{ ...stopped, withinSeconds: 0.1 }], watch, { patient: true });
  expect(result?.complaint).toBeUndefined();
});

test('a check that asks for a program which a host does not have is not waited for', async () => {
  const each: Fleet['each'] = async ({ hosts }, work) => {
    const answer = { code: 127, stdout: 'on', stderr: 'sh: 1: eval: arping: not found\n' };
    const ask: Connection['ask'] = async (questions) => questions.map(() => answer);
    const done = new Map();
    for (const host of hosts) done.set(host, await work({ host, ask } as Connection, host));
    return { done, failed: new Map() };
  };
  const { waiting, complaints } = await told({ each } as Fleet, 0);
  expect([waiting, complaints]).toEqual([[], ['still on', 'on left']]);
});

test('a host that only helps to judge the others is not needed', async () => {
  const { each } = answering('0');
  const without: Fleet['each'] = (task, work) =>
    each({ ...task, hosts: task.hosts.filter((host) => host !== 'n3') }, work);
  const watch = { report: () => {}, signal: new AbortController().signal, fleet: { each: without } as Fleet };
  const helped: Check = {
    name: 'helped',
    asks: { n1: sh`ask`, n3: sh`ask` },
    helpers: ['n3'],
    failure: (answers) => (answers['n1']?.stdout === '0' ? undefined : 'wrong'),
    remark: (answers) => `said by ${Object.keys(answers).join(' and ')}`,
  };
  const [right, wrong] = await gate([helped, { ...helped, name: 'needed', helpers: [] }], watch, { patient: false });
  expect(right).toMatchObject({ remark: 'said by n1', hosts: ['n1', 'n3'] });
  expect([right?.complaint, wrong?.complaint, wrong?.remark]).toEqual([undefined, 'no answer from n3', undefined]);
});

test('a host that takes long to answer is left alone for twice as long', async () => {
  const asked: number[] = [];
  const { each } = answering('on', '0');
  const slow: Fleet['each'] = async (phase, work) => {
    asked.push(performance.now());
    await delay(600);
    return each(phase, work);
  };
  expect((await told({ each: slow } as Fleet, 1)).complaints).toEqual([undefined, undefined]);
  const [first = 0, second = 0] = asked;
  expect(second - first).toBeGreaterThan(3 * 590);
});

test('a run that is to end waits for no host that does not answer, and says nothing of what was not proven', async () => {
  const controller = new AbortController();
  const events: Event[] = [];
  const watch = { report: (event: Event) => void events.push(event), signal: controller.signal };
  const asked = Promise.withResolvers<void>();
  const frozen = { host: 'n1', exchanges: 0, close: async () => {} } as Connection;
  const ask: Connection['ask'] = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  const fleet = createFleet({ ...watch, connect: async () => ({ ...frozen, ask }), forks: 1 });
  const gated = gate([stopped], { ...watch, fleet }, { patient: true });
  await asked.promise;
  controller.abort();
  expect(await gated).toEqual([]);
  expect(events.map(({ type }) => type)).toEqual(['phase', 'host-start']);
});

test('a check that is waited for when the run is to end is no failed one', async () => {
  const controller = new AbortController();
  const events: Event[] = [];
  const report = (event: Event): void => {
    events.push(event);
    if (event.type === 'waiting') controller.abort();
  };
  const done = check('done', 'n1', sh`ask`, () => undefined);
  const watch = { report, signal: controller.signal };
  const results = await gate([stopped, done], { ...watch, fleet: answering('on 3') }, { patient: true });
  expect(results.map(({ name, complaint }) => [name, complaint])).toEqual([['n1: done', undefined]]);
  expect(events.filter(({ type }) => type === 'check')).toHaveLength(1);
});
