import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import type { Hook, Operation, Place } from '../../../src/core/play.ts';
import { sh } from '../../../src/core/sh.ts';
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

const served = (name: string) =>
  check('serves', name, sh`ip -o addr show to ${ADDRESS}`, ({ stdout }) =>
    stdout === '' ? 'does not serve' : undefined,
  );

const handTo = (from: Place, to: Place): Operation => ({
  name: `${from.host.name} hands over to ${to.host.name}`,
  preconditions: [],
  run: {
    [from.host.name]: sh`ip addr del ${ADDRESS} dev lo`,
    [to.host.name]: sh`ip addr add ${ADDRESS} dev lo`,
  },
  postconditions: [served(to.host.name)],
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

const outcomes = ({ summary }: Awaited<ReturnType<typeof tell>>) => summary.hosts.map(({ outcome }) => outcome);

test('who serves is changed last, and only once its duties are another’s', async () => {
  const { events, summary } = await tell('apply', hosts, story());
  expect(summary.exit).toBe(EXIT.done);
  const act = 'n1 hands over to n2';
  expect(told(events)).toEqual(['n2 changed', 'n3 changed', act, act, 'n1 changed']);
  const said = events.findIndex(({ type }) => type === 'act-planned');
  expect(events[said]).toEqual({ type: 'act-planned', host: 'n1', name: act });
  expect(events.findIndex(({ type }) => type === 'step-done')).toBeGreaterThan(said);
});

test('who has nothing to do hands nothing over', async () => {
  await hosts.node('n1').given('echo new > /etc/story; chmod 644 /etc/story; chown root:root /etc/story');
  expect(told((await tell('apply', hosts, story())).events)).toEqual(['n2 changed', 'n3 changed']);
  expect(told((await tell('apply', hosts, story())).events)).toEqual([]);
});

test('a first set-up has nobody to be careful of', async () => {
  await hosts.node('n1').given(`ip addr del ${ADDRESS} dev lo`);
  const always: Hook = {
    before: (turn) => ({ name: 'never', preconditions: [], run: { [turn.host.name]: sh`false` }, postconditions: [] }),
  };
  expect((await tell('apply', hosts, story({ around: [always] }))).summary.exit).toBe(EXIT.done);
});

test('what is done before is undone after, in the other order', async () => {
  const none = { preconditions: [], postconditions: [] };
  const wrap = (name: string): Hook => ({
    before: ({ host }) => ({ ...none, name: `${name} before`, run: { [host.name]: sh`true` } }),
    after: ({ host }) => ({ ...none, name: `${name} after`, run: { [host.name]: sh`true` } }),
  });
  const wants: Story['wanted'] = (host) => (host === 'n2' ? [file({ path: '/etc/story', content: 'new\n' })] : []);
  const { events } = await tell('apply', hosts, story({ wanted: wants, around: [wrap('a'), wrap('b')] }));
  expect(events.flatMap((event) => (event.type === 'act' ? [event.name] : []))).toEqual([
    'a before',
    'b before',
    'b after',
    'a after',
  ]);
});

test.each([
  ['fails', { run: { n1: sh`echo why >&2; exit 4` } }, EXIT.failed],
  ['cannot be begun', { preconditions: [check('is fit', 'n2', sh`true`, () => 'is not')] }, EXIT.unhealthy],
  ['does not come through', { postconditions: [check('is through', 'n2', sh`true`, () => 'is not')] }, EXIT.unhealthy],
])('an act that %s leaves the rest untouched', async (_, part, exit) => {
  const around: Hook = {
    before: (turn) =>
      turn.active ? { name: 'act', preconditions: [], run: {}, postconditions: [], ...part } : undefined,
  };
  const outcome = await tell('apply', hosts, story({ around: [around] }));
  expect(outcome.summary.exit).toBe(exit);
  expect(outcomes(outcome).slice(1)).toEqual(['changed', 'changed']);
  expect(await hosts.node('n1').given('cat /etc/story')).toBe('old\n');
});

test('an act that may be left out is, with a word of why, when it cannot be begun', async () => {
  const around: Hook = {
    before: (turn) =>
      turn.active
        ? {
            name: 'act',
            optional: true,
            preconditions: [check('is fit', 'n2', sh`true`, () => 'is not')],
            run: {},
            postconditions: [],
          }
        : undefined,
  };
  const outcome = await tell('apply', hosts, story({ around: [around] }));
  expect([outcome.summary.exit, told(outcome.events)]).toEqual([EXIT.done, ['n2 changed', 'n3 changed', 'n1 changed']]);
  expect(outcome.events).toContainEqual({ type: 'warning', message: 'left out: act (n2: is fit: is not)' });
});

test('a play may want fewer checks of its gate', async () => {
  const sick = (host: string) => [check('is well', host, sh`[ "$(cat /etc/story)" = old ]`, () => 'is sick')];
  const kept = await tell('apply', hosts, story({ checks: sick }));
  expect(outcomes(kept)).toEqual(['not reached', 'changed', 'not reached']);
  const all = await tell('apply', hosts, story({ checks: sick, gate: () => [] }));
  expect(outcomes(all)).toEqual(['changed', 'unchanged', 'changed']);
});

test('switchover hands over to whom it is told, or to the next, and proves it', async () => {
  const [n2, n3] = [story({ switchover: handTo }), story({ switchover: handTo, to: 'n3' })];
  const proves = { checks: () => [] };
  expect(told((await tell('switchover', hosts, { ...n2, ...proves })).events)[0]).toBe('n1 hands over to n2');
  expect(told((await tell('switchover', hosts, { ...n3, ...proves })).events)[0]).toBe('n2 hands over to n3');
  const idle = await tell('switchover', hosts, n3);
  expect([idle.summary.exit, told(idle.events)]).toEqual([EXIT.done, []]);
});

test('switchover is not begun in a cluster that is not sound', async () => {
  const sick = { checks: (host: string) => [check('is well', host, sh`true`, () => 'is sick')] };
  const { summary, events } = await tell('switchover', hosts, story({ switchover: handTo, ...sick }));
  expect([summary.exit, told(events)]).toEqual([EXIT.unhealthy, []]);
});

test('switchover leaves a host that is not sound, where that is all that is wrong, and tells of it', async () => {
  const sick = {
    checks: (host: string) => [check('is well', host, sh`true`, () => (host === 'n1' ? 'is sick' : undefined))],
  };
  const leaves: NonNullable<Story['switchover']> = (from, to) => ({
    ...handTo(from, to),
    tolerates: (result) => result.hosts.includes('n1'),
  });
  await hosts.node('n1').given(`ip addr add ${ADDRESS} dev lo 2>/dev/null || :`);
  for (const name of ['n2', 'n3']) await hosts.node(name).given(`ip addr del ${ADDRESS} dev lo 2>/dev/null || :`);
  const { summary, events } = await tell('switchover', hosts, story({ switchover: leaves, ...sick }));
  expect([summary.exit, told(events)[0]]).toEqual([EXIT.done, 'n1 hands over to n2']);
  expect(events).toContainEqual({ type: 'warning', message: 'n1 is left as it is: n1: is well' });
});

test('switchover says why there is nobody to hand over, or to take over', async () => {
  await expect(tell('switchover', hosts, story({ switchover: handTo, to: 'n9' }))).rejects.toThrow(
    /n9 is not among .* n1, n2, n3/,
  );
  await expect(tell('switchover', hosts, story())).rejects.toThrow(/no `switchover`/);
  await hosts.node('n2').given(`ip addr add ${ADDRESS} dev lo`);
  await expect(tell('switchover', hosts, story({ switchover: handTo }))).rejects.toThrow(
    /n1 and n2 are active at the same time/,
  );
});

test('an act whose command fails tells with what, its last words and what to do', async () => {
  const run = { n1: sh`for i in $(seq 30); do echo "line $i"; done; echo why >&2; exit 4` };
  const around: Hook = {
    before: (turn) => (turn.active ? { name: 'act', preconditions: [], run, postconditions: [] } : undefined),
  };
  const { summary } = await tell('apply', hosts, story({ around: [around] }));
  const failure = summary.hosts.find(({ host }) => host === 'n1')?.failure;
  expect(failure).toMatchObject({
    message: 'act: failed with exit code 4',
    next: expect.stringMatching(/^Fix the cause/),
  });
  expect(failure?.output?.split('\n')).toHaveLength(20);
  expect(failure?.output).toMatch(/^line 12\n[\s\S]*why$/);
});
