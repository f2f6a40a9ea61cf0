import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Check, check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import type { Hook } from '../../../src/core/play.ts';
import { sh } from '../../../src/core/sh.ts';
import { command } from '../../../src/resources/command.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, type Told, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
});
afterAll(() => hosts?.close());

/** Who serves is who has this address, as in a real cluster. */
const ADDRESS = '10.9.9.9/32';
const holds: NonNullable<Story['active']> = (_, { addresses }) =>
  addresses.some(({ address }) => address === '10.9.9.9');

beforeEach(async () => {
  for (const node of hosts.nodes.values())
    await node.given(`rm -rf /etc/story*; ip addr del ${ADDRESS} dev lo 2>/dev/null || :`);
  await hosts.node('n1').given(`ip addr add ${ADDRESS} dev lo`);
});

const makes = (name: string) => file({ path: `/etc/story-${name}`, content: 'new\n' });
const has = (host: string, name: string): Check =>
  check(`has ${name}`, host, sh`[ -e ${`/etc/story-${name}`} ]`, ({ code }) => (code === 0 ? undefined : 'has not'));
const nothing = (): readonly [] => [];

/** Changes and checks, in order. */
const told = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'step-done') return [`${event.host} ${event.id}`];
    if (event.type === 'act') return [event.name];
    return event.type === 'check' ? [event.result.name] : [];
  });

test('who serves is asked again before a play, once an earlier one has changed something', async () => {
  const says: Hook = {
    before: (turn) =>
      turn.active ? { name: `${turn.host.name} serves`, preconditions: [], run: {}, postconditions: [] } : undefined,
  };
  const leaves = command({
    name: 'leave',
    unless: sh`! ip -o addr show to ${ADDRESS} | grep -q inet`,
    run: sh`ip addr del ${ADDRESS} dev lo`,
  });
  // What n1 gives up comes to n3, as heartbeat does it.
  const comes = command({
    name: 'come',
    unless: sh`ip -o addr show to ${ADDRESS} | grep -q inet`,
    run: sh`ip addr add ${ADDRESS} dev lo`,
  });
  const outcome = await tell('apply', hosts, {
    wanted: (host) => (host === 'n1' ? [leaves] : host === 'n3' ? [comes] : []),
    later: [{ wanted: () => [makes('later')], active: holds, around: [says] }],
  });
  expect(told(outcome).slice(-4)).toEqual([
    'n1 file /etc/story-later',
    'n2 file /etc/story-later',
    'n3 serves',
    'n3 file /etc/story-later',
  ]);
});

test('a gate asks for nothing that a later play is yet to bring about, on whomever', async () => {
  const outcome = await tell('apply', hosts, {
    wanted: (host) => (host === 'n3' ? [] : [makes('first')]),
    active: holds,
    checks: (host) => [has(host, 'first')],
    later: [
      // It is n1 that is to get it, and n2's check that would miss it.
      { wanted: (host) => (host === 'n1' ? [makes('second')] : []), checks: (host) => [has(host, 'second')] },
      { wanted: nothing, checks: (host) => [check('is well', host, sh`true`, () => undefined)] },
    ],
  });
  expect(told(outcome).slice(0, 4)).toEqual([
    'n2 file /etc/story-first',
    'n2: has first',
    'n2: is well',
    'n1 file /etc/story-first',
  ]);
});

test('after the last batch of a play its checks have to pass before the next play', async () => {
  const outcome = await tell('apply', hosts, {
    wanted: (host) => (host === 'n1' ? [makes('first')] : []),
    active: holds,
    checks: (host) => (host === 'n1' ? [check('is well', host, sh`true`, () => 'is sick')] : []),
    later: [{ wanted: () => [makes('second')], active: holds }],
  });
  expect(outcome.summary.exit).toBe(EXIT.unhealthy);
  expect(told(outcome)).toEqual(['n1 file /etc/story-first', 'n1: is well']);
});

test.each([
  ['of its own', {}],
  ['of its whole play', { gate: 'play' }],
] as const)('a first set-up has no gates before all is done: %s', async (_, gate) => {
  await hosts.node('n1').given(`ip addr del ${ADDRESS} dev lo`);
  const outcome = await tell('apply', hosts, {
    ...gate,
    wanted: () => [makes('first')],
    active: holds,
    checks: (host) => [has(host, 'second')],
    later: [{ wanted: () => [makes('second')], active: holds }],
  });
  expect(outcome.summary.exit).toBe(EXIT.done);
  expect(told(outcome).filter((line) => line.startsWith('n1'))).toHaveLength(3);
});

test('a play that does not say who serves goes by its batch, with gates, and with what is done around', async () => {
  const wrap: Hook = {
    before: ({ host }) => ({ name: `before ${host.name}`, preconditions: [], run: {}, postconditions: [] }),
  };
  const outcome = await tell('apply', hosts, {
    wanted: () => [makes('first')],
    checks: (host) => [has(host, 'first')],
    batch: 2,
    around: [wrap],
  });
  expect(told(outcome).slice(-8)).toEqual(
    expect.arrayContaining(['before n3', 'n3 file /etc/story-first', 'n3: has first']),
  );
  const lines = told(outcome);
  expect(lines.indexOf('before n3')).toBeGreaterThan(lines.indexOf('n2: has first'));
  expect(lines.slice(0, 2)).toEqual(['before n1', 'before n2']);
});

test('exchanges with the hosts grow neither with tasks nor with plays that have nothing to do', async () => {
  const few = await tell('apply', hosts, { wanted: () => [makes('one')] });
  const wanted = () => Array.from({ length: 12 }, (_, i) => makes(`of-many-${i}`));
  const many = await tell('apply', hosts, { wanted, later: [{ wanted: () => [makes('one')] }, { wanted: nothing }] });
  expect([few.summary.exit, many.summary.exit]).toEqual([EXIT.done, EXIT.done]);
  expect(few.exchanges).toBeGreaterThan(0);
  expect(many.exchanges).toBe(few.exchanges);
});

test('what later plays want is not asked for anew after each change', async () => {
  const asked = '/etc/story-asked';
  const counts = command({
    name: 'count',
    unless: sh`echo >> ${asked}; [ -e ${`${asked}-before`} ]`,
    run: sh`wc -l < ${asked} > ${`${asked}-before`}`,
  });
  await tell('apply', hosts, {
    wanted: () => [makes('first')],
    later: [{ wanted: () => [makes('second')] }, { wanted: () => [counts] }],
  });
  // For the plan, and once it is approved.
  expect(await hosts.node('n1').given(`cat ${asked}-before`)).toBe('2\n');
});
