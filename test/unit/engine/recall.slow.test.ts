import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  await hosts.node('n1').given('echo 1 > /etc/memory');
  await hosts.node('n2').given('echo 2 > /etc/memory');
});

/** All are to remember the most that any of them does. */
const story: Story = {
  wanted: () => [],
  recall: {
    ask: sh`cat /etc/memory`,
    wanted: (recalled) => [
      file({ path: '/etc/memory', content: `${Math.max(...[...recalled.values()].map(Number))}\n` }),
    ],
  },
};
const memory = () => hosts.node('n1').given('cat /etc/memory');

test('what one host remembers reaches what is wanted of the others', async () => {
  expect((await tell('apply', hosts, story)).summary).toMatchObject({ exit: EXIT.done });
  expect(await memory()).toBe('2\n');
});

test('a host that the run leaves alone is asked, too, and is not touched', async () => {
  await tell('apply', hosts, { ...story, limit: ['n1'] });
  expect(await memory()).toBe('2\n');
  await hosts.node('n1').given('echo 3 > /etc/memory');
  await tell('apply', hosts, { ...story, limit: ['n1'] });
  expect(await hosts.node('n2').given('cat /etc/memory')).toBe('2\n');
});

test('a run that changes hosts waits for what is under way there, and plans after that', async () => {
  await hosts.node('n1').given('echo moving > /etc/memory');
  const seen: string[] = [];
  const { summary, events } = await tell('apply', hosts, {
    wanted: () => [],
    recall: {
      ask: sh`cat /etc/memory`,
      underWay: (recalled) => (recalled.get('n1')?.startsWith('moving') === true ? 'a move on n1' : undefined),
      wanted: (recalled) => {
        seen.push(recalled.get('n1') ?? '');
        return [];
      },
    },
    hears: (event) => {
      if (event.type === 'waiting') void hosts.node('n1').given('echo 9 > /etc/memory');
    },
  });
  expect(summary.exit).toBe(EXIT.done);
  expect(events).toContainEqual({ type: 'waiting', checks: ['a move on n1'] });
  expect(seen.at(-1)).toBe('9\n');
});

test('one that it leaves alone and that does not answer is told of, and keeps nobody', async () => {
  hosts.cut('n2');
  await hosts.node('n1').given('echo 1 > /etc/memory; chmod 600 /etc/memory');
  const { summary, events } = await tell('apply', hosts, { ...story, limit: ['n1'] });
  expect(summary).toMatchObject({ exit: EXIT.done, hosts: [{ host: 'n1', done: 1 }] });
  expect(events.flatMap((event) => (event.type === 'warning' ? [event.message] : []))).toContain(
    'n2 (not part of this run) does not answer: connection lost',
  );
  expect((await tell('apply', hosts, story)).summary.exit).toBe(EXIT.unreachable);
});
