import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, type Told, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /etc/starts');
});

const starts = file({ path: '/etc/starts', content: 'now\n' });

/** Whoever has begun, as the check finds them at its time. */
const begun: Check = {
  name: 'all hear each other',
  asks: Object.fromEntries(['n1', 'n2', 'n3'].map((host) => [host, sh`ls /etc/starts 2>/dev/null || :`])),
  failure: () => undefined,
};
const deaf: Check = { ...begun, failure: () => 'n2 does not hear n1' };

/** What is right once the last has begun. */
const whole = (host: string): Check => ({
  name: `${host} sees n3`,
  asks: { n3: sh`ls /etc/starts` },
  failure: ({ n3 }) => (n3?.code === 0 ? undefined : 'it has not begun'),
});

const story = (proof: Check, active: readonly string[] = []): Story => ({
  wanted: () => [starts],
  active: ({ name }) => active.includes(name),
  checks: (host) => [whole(host)],
  joining: ({ steps }) => (steps.some(({ id }) => id === starts.id) ? [proof] : []),
});

/** Changes and checks, in order. */
const told = ({ events }: Told): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'step-done' ? [event.host] : event.type === 'check' ? [event.result.name] : [],
  );

test('a first set-up begins with one host, and asks before the others join it', async () => {
  const outcome = await tell('apply', hosts, story(begun));
  expect(outcome.summary.exit).toBe(EXIT.done);
  expect(told(outcome).slice(0, 2)).toEqual(['n1', 'all hear each other']);
  expect(told(outcome).slice(2, 4).toSorted()).toEqual(['n2', 'n3']);
  expect(told(outcome).slice(4)).toEqual(['n1 sees n3', 'n2 sees n3', 'n3 sees n3']);
});

test('what fails then leaves that one alone', async () => {
  const outcome = await tell('apply', hosts, story(deaf));
  expect(outcome.summary.exit).toBe(EXIT.unhealthy);
  expect(told(outcome)).toEqual(['n1', 'all hear each other']);
  expect(await hosts.node('n2').given('ls /etc/starts 2>/dev/null || echo none')).toBe('none\n');
});

test('a host that joins one that serves is asked about first', async () => {
  const outcome = await tell('apply', hosts, story(deaf, ['n1']));
  expect(told(outcome)).toEqual(['all hear each other']);
});
