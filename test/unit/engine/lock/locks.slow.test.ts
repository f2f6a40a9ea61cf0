import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../../../src/core/errors.ts';
import type { Event } from '../../../../src/core/events.ts';
import type { Holder } from '../../../../src/engine/lock/holder.ts';
import { createLocks, type Locks } from '../../../../src/engine/lock/locks.ts';
import { createFleet } from '../../../../src/engine/run/fleet.ts';
import { type Hosts, openHosts } from '../hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
});
afterAll(() => hosts?.close());
afterEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /run/umctl.lock*');
});

const ALL = ['n1', 'n2', 'n3'];

interface Run extends Locks {
  readonly events: readonly Event[];
}

let count = 0;
function begin(
  options: { gone?: (other: Holder) => boolean; wait?: number; signal?: AbortSignal; cluster?: readonly string[] } = {},
): Run {
  const { gone = () => false, wait = 0, signal = new AbortController().signal, cluster = ALL } = options;
  const events: Event[] = [];
  const watch = { report: (event: Event) => void events.push(event), signal };
  const fleet = createFleet({ ...watch, connect: hosts.controller().connect, forks: 10 });
  const holder: Holder = {
    run: `run-${++count}`,
    user: 'alice',
    controller: 'ops1',
    machine: 'm',
    boot: 'b',
    pid: 4242,
    started: '1',
    since: new Date().toISOString(),
    message: "umctl apply 'my inventory.yaml'",
  };
  const run = {
    holder,
    isGone: gone,
    isRunning: () => false,
    lockWaitSeconds: wait,
    unlockCommand: 'umctl unlock inventory.yaml',
  };
  return { ...createLocks(fleet, watch, { run, cluster }), events };
}

const left = async (): Promise<readonly string[]> =>
  Promise.all([...hosts.nodes.values()].map((node) => node.given('find /run -mindepth 1')));

test('one run has it, the next is told who, since when, doing what, and what to type', async () => {
  const [first, second] = [begin(), begin()];
  expect(await first.acquire(ALL)).toEqual(new Map());
  expect(first.events.filter(({ type }) => type === 'host-done')).toHaveLength(3);
  const failed = await second.acquire(ALL);
  expect([...failed.keys()]).toEqual(['n1']);
  expect(failed.get('n1')).toMatchObject({
    exit: EXIT.locked,
    message: expect.stringMatching(/^locked by alice on ops1 \(process 4242, run run-\d+\) since 20\S+, 0 min ago$/),
    output: "umctl apply 'my inventory.yaml'",
    next: expect.stringContaining('umctl unlock inventory.yaml'),
  });
  await second.release();
  expect((await begin().acquire(ALL)).size, 'the loser frees nothing of the winner').toBe(1);
  await first.release();
  expect(await left()).toEqual(['', '', '']);
});

test('all or none: one locked host, and the others are free again', async () => {
  const first = begin();
  await first.acquire(['n3']);
  expect([...(await begin().acquire(ALL)).keys()]).toEqual(['n3']);
  expect((await left()).map((found) => found !== '')).toEqual([false, false, true]);
});

test('of many that begin together exactly one gets all', async () => {
  const runs = Array.from({ length: 8 }, () => begin());
  const failures = await Promise.all(runs.map((run) => run.acquire(ALL)));
  expect(failures.filter(({ size }) => size === 0)).toHaveLength(1);
});

test('what a run that is gone left is taken over, with a notice', async () => {
  await begin().acquire(ALL);
  const next = begin({ gone: () => true });
  expect(await next.acquire(ALL)).toEqual(new Map());
  const warnings = next.events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  const notice = (host: string): unknown =>
    expect.stringContaining(`${host}: took over the lock of a run that is gone: alice on ops1`);
  expect(warnings.toSorted()).toEqual(ALL.map(notice));
  await next.release();
  expect(await left()).toEqual(['', '', '']);
});

test('what takers that were killed left beside the lock goes with the next', async () => {
  for (const node of hosts.nodes.values())
    await node.given('mkdir /run/umctl.lock.run-0; echo half > /run/umctl.lock.run-0/run-0');
  const run = begin();
  expect(await run.acquire(ALL)).toEqual(new Map());
  await run.release();
  expect(await left()).toEqual(['', '', '']);
});

// They do not meet in every way every time.
test('of many that would take over what is left, exactly one does', { repeats: 9 }, async () => {
  await begin().acquire(ALL);
  const dead = `run-${count}`;
  const runs = Array.from({ length: 10 }, () => begin({ gone: ({ run }) => run === dead }));
  const failures = await Promise.all(runs.map((run) => run.acquire(ALL)));
  expect(failures.map((failed) => [...failed.values()].map(({ exit }) => exit))).toEqual(
    failures.map(({ size }) => (size === 0 ? [] : [EXIT.locked])),
  );
  expect(failures.filter(({ size }) => size === 0)).toHaveLength(1);
});

test('a run waits for another, says for whom, and goes on when it ends', async () => {
  const [first, second] = [begin(), begin({ wait: 60 })];
  await first.acquire(ALL);
  const waiting = second.acquire(ALL);
  await expect.poll(() => second.events.filter(({ type }) => type === 'warning'), { timeout: 10_000 }).toHaveLength(1);
  expect(second.events.at(-1)).toMatchObject({ message: expect.stringMatching(/^waiting for .* alice on ops1/) });
  await first.release();
  expect(await waiting).toEqual(new Map());
}, 300_000);

test('waiting has an end, and Ctrl-C ends it at once', async () => {
  await begin().acquire(ALL);
  const short = begin({ wait: 1 });
  expect((await short.acquire(ALL)).size).toBe(1);
  const controller = new AbortController();
  const stopped = begin({ wait: 3600, signal: controller.signal });
  const waiting = stopped.acquire(ALL);
  await expect.poll(() => stopped.events.filter(({ type }) => type === 'warning'), { timeout: 10_000 }).toHaveLength(1);
  controller.abort();
  expect((await waiting).size).toBe(1);
}, 300_000);

test('runs that are limited to different hosts of a cluster keep each other out', async () => {
  const [first, second] = [begin(), begin()];
  expect(await first.acquireCluster(['n3'])).toEqual(new Map());
  expect(first.events.flatMap((event) => (event.type === 'host-done' ? [event.host] : []))).toEqual(['n3']);
  const failed = await second.acquireCluster(['n2']);
  expect([...failed].map(([host, { exit }]) => [host, exit])).toEqual([['n1', EXIT.locked]]);
  await first.release();
  expect(await second.acquireCluster(['n2'])).toEqual(new Map());
  await second.release();
  expect(await left()).toEqual(['', '', '']);
});

test('a host of the cluster that cannot be locked keeps no run from others, and is told of once', async () => {
  const run = begin({ cluster: ['gone', ...ALL] });
  for (const hosts of [['n3'], ['n2', 'n3']]) expect(await run.acquireCluster(hosts)).toEqual(new Map());
  await run.release();
  const warnings = run.events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  expect(warnings).toEqual([
    expect.stringMatching(/^gone: not locked \(.*\), so a run limited to it is not kept out$/),
  ]);
  expect(await left()).toEqual(['', '', '']);
});

test('a host whose link is lost keeps no other locked', async () => {
  const run = begin();
  await run.acquire(ALL);
  hosts.cut('n2');
  await run.release();
  expect((await left()).map((found) => found !== '')).toEqual([false, true, false]);
  expect(run.events.at(-1)).toMatchObject({ message: expect.stringContaining('n2: its lock could not be freed') });
});
