import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Hook, Operation, Place } from '../../../src/core/play.ts';
import { sh } from '../../../src/core/sh.ts';
import type { Approval } from '../../../src/engine/approve/approval.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
});
afterAll(() => hosts?.close());

/** Who serves is who has this address, as in a real cluster. */
const ADDRESS = '10.9.9.9/32';
const holds: Story['active'] = (_, { addresses }) => addresses.some(({ address }) => address === '10.9.9.9');

beforeEach(async () => {
  for (const node of hosts.nodes.values()) {
    await node.given(`rm -rf /etc/story*; echo old > /etc/story; ip addr del ${ADDRESS} dev lo 2>/dev/null || :`);
  }
  await hosts.node('n1').given(`ip addr add ${ADDRESS} dev lo`);
});

const handTo = (from: Place, to: Place): Operation => ({
  name: `${from.host.name} hands over to ${to.host.name}`,
  preconditions: [],
  run: {
    [from.host.name]: sh`ip addr del ${ADDRESS} dev lo`,
    [to.host.name]: sh`ip addr add ${ADDRESS} dev lo`,
  },
  postconditions: [],
});

const handOver: Hook = {
  before(turn) {
    const [to] = turn.places.filter(({ active }) => !active);
    return turn.active && to !== undefined ? handTo(turn, to) : undefined;
  },
};

const story = (rest: Partial<Story> = {}): Story => ({
  wanted: () => [file({ path: '/etc/story', content: 'new\n' })],
  active: holds ?? (() => false),
  around: [handOver],
  ...rest,
});

const told = (events: Awaited<ReturnType<typeof tell>>['events']) =>
  events.flatMap((event) => {
    if (event.type === 'act' || event.type === 'act-done') return [event.name];
    return event.type === 'step-done' ? [`${event.host} changed`] : [];
  });

test('who serves by the plan has to serve still when it is approved, whoever has steps', async () => {
  const meanwhile = async () => {
    await hosts.node('n1').given(`ip addr del ${ADDRESS} dev lo`);
    await hosts.node('n2').given(`ip addr add ${ADDRESS} dev lo`);
  };
  const wanted: Story['wanted'] = (host) => (host === 'n3' ? [file({ path: '/etc/story', content: 'new\n' })] : []);
  const { events, summary } = await tell('apply', hosts, story({ wanted, meanwhile }));
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts.map(({ failure }) => failure?.output)).toEqual([
    'it served when the plan was made, and does not now',
    'it serves now, and did not when the plan was made',
    undefined,
  ]);
  expect(told(events)).toEqual([]);
});

test('what roles make of a host has to be the same when it is approved', async () => {
  const meanwhile = () => hosts.node('n3').given('ip addr add 10.9.9.8/32 dev lo');
  const wanted: Story['wanted'] = (_, __, { facts: { addresses } }) => [
    file({ path: '/etc/story', content: `${addresses.length}\n` }),
  ];
  const { summary } = await tell('apply', hosts, story({ wanted, meanwhile }));
  await hosts.node('n3').given('ip addr del 10.9.9.8/32 dev lo');
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts[2]?.failure?.output).toBe('file /etc/story: the plan wants different values now');
});

test('a saved plan says who hands over to whom, and is not applied with another', async () => {
  const approval = (name: string): Approval => ({ shown: (steps) => steps, steps, acts: [{ host: 'n1', name }] });
  const { events } = await tell('plan', hosts, story());
  const steps = new Map(events.flatMap((event) => (event.type === 'plan' ? [[event.host, event.steps]] : [])));
  const other = await tell('apply', hosts, story({ approval: approval('n1 hands over to n3') }));
  expect(other.summary.exit).toBe(EXIT.moved);
  expect(other.summary.hosts[0]?.failure?.output).toBe('approved: n1 hands over to n3; now: n1 hands over to n2');
  const same = await tell('apply', hosts, story({ approval: approval('n1 hands over to n2') }));
  expect(same.summary.exit).toBe(EXIT.done);
});
