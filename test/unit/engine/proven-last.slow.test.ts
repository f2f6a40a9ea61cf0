import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Check, check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, type Told, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
  await hosts.node('n1').given('ip addr add 10.9.9.9/32 dev lo');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /etc/story*');
});

const holds: NonNullable<Story['active']> = (_, { addresses }) =>
  addresses.some(({ address }) => address === '10.9.9.9');
const makes = (name: string) => file({ path: `/etc/story-${name}`, content: 'new\n' });
/** What only a later play brings, and that of one host counts for both, as when a stack changes. */
const needs = (host: string, name: string): Check =>
  check(`has ${name}`, host, sh`[ -e ${`/etc/story-${name}`} ]`, ({ code }) => (code === 0 ? undefined : 'has not'));
const told = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'step-done') return [`${event.host} ${event.id}`];
    return event.type === 'check' ? [event.result.name] : [];
  });

/** The first play's check needs `needed`; the second play makes `second` under another check's name. */
const story = (needed: string, provenLast: boolean): Story => ({
  wanted: () => [makes('first')],
  active: holds,
  checks: (host) => [needs(host, needed)],
  provenLast: () => provenLast,
  later: [{ wanted: () => [makes('second')], active: holds }],
});

test('what is proven last is not asked before all plays are done, neither between hosts nor between plays', async () => {
  const outcome = await tell('apply', hosts, story('second', true));
  expect(outcome.summary.exit).toBe(EXIT.done);
  expect(told(outcome)).toEqual([
    'n2 file /etc/story-first',
    'n1 file /etc/story-first',
    'n2 file /etc/story-second',
    'n1 file /etc/story-second',
    'n1: has second',
    'n2: has second',
  ]);
});

test('else it is asked where it would keep another host from being changed', async () => {
  const outcome = await tell('apply', hosts, story('second', false));
  expect([outcome.summary.exit, told(outcome)]).toEqual([
    EXIT.unhealthy,
    ['n2 file /etc/story-first', 'n2: has second'],
  ]);
});

test('it is asked for at the end in earnest', async () => {
  const outcome = await tell('apply', hosts, story('third', true));
  expect(outcome.summary.exit).toBe(EXIT.unhealthy);
  expect(told(outcome).filter((line) => line.endsWith('story-second'))).toHaveLength(2);
});

test('whether it is, is decided by the hosts as they were when the run began', async () => {
  const seen: string[][] = [];
  await tell('apply', hosts, {
    ...story('first', true),
    provenLast: (places) => {
      seen.push(places.filter(({ active }) => active).map(({ host }) => host.name));
      return true;
    },
  });
  expect(new Set(seen.map(String))).toEqual(new Set(['n1']));
});
