import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../../src/core/errors.ts';
import { file } from '../../../../src/resources/file.ts';
import { type Told, tell } from '../cluster.ts';
import { type Hosts, openHosts } from '../hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());

const HOLDER = {
  run: 'theirs',
  user: 'bob',
  controller: 'away',
  machine: 'm',
  boot: 'b',
  pid: 7,
  started: '1',
  since: '2026-09-23T05:45:12.000Z',
  message: 'umctl apply x',
};
const lockAs = (name: string, written: string): string =>
  `rm -rf /run/umctl.lock; mkdir /run/umctl.lock; echo '${written}' > /run/umctl.lock/${name}`;
const held = (): Promise<string> => hosts.node('n2').given('ls /run/umctl.lock 2>/dev/null || :');
const wanted = () => [file({ path: '/etc/story', content: 'new\n' })];
const warnings = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));

beforeEach(async () => {
  await hosts.node('n2').given(lockAs('theirs', JSON.stringify(HOLDER)));
});

test('who asks is told who holds the lock; whoever confirms frees it', async () => {
  const { summary, events } = await tell('unlock', hosts, { wanted });
  const by = expect.stringMatching(/^bob on away \(process 7, run theirs\) since 2026-09-23T05:45:12/);
  expect(events).toContainEqual({ type: 'locked', host: 'n2', by, process: 'unknown', message: 'umctl apply x' });
  expect(summary).toMatchObject({ exit: EXIT.done, hosts: [{ planned: 0 }, { planned: 1, done: 1 }] });
  expect(await held()).toBe('');
});

test('whoever does not confirm leaves it', async () => {
  await tell('unlock', hosts, { wanted, confirm: async () => false });
  expect(await held()).toBe('theirs\n');
});

test('the lock if the run is still running here is spared where nobody is asked, and is the asked one’s to free', async () => {
  const story = { wanted, isRunning: () => true };
  const confirm = async () => {
    throw new Error('there is nothing to free');
  };
  const { summary, events } = await tell('unlock', hosts, { ...story, running: 'spared', confirm });
  expect(events).toContainEqual(expect.objectContaining({ type: 'locked', host: 'n2', process: 'running' }));
  expect(summary).toMatchObject({
    exit: EXIT.locked,
    hosts: [
      { host: 'n1' },
      { host: 'n2', failure: { next: expect.stringMatching(/kill 7.*--yes --even-if-running$/) } },
    ],
  });
  expect(await held()).toBe('theirs\n');
  expect((await tell('unlock', hosts, { ...story, running: 'freed' })).summary.exit).toBe(EXIT.done);
  expect(await held()).toBe('');
});

test('the lock of a run that is gone is freed where nobody is asked', async () => {
  const { events } = await tell('unlock', hosts, { wanted, isGone: ({ run }) => run === 'theirs', running: 'spared' });
  expect(events).toContainEqual(expect.objectContaining({ type: 'locked', process: 'gone' }));
  expect(await held()).toBe('');
});

test('a lock that another run takes while the question stands is not freed', async () => {
  const meanwhile = () => hosts.node('n2').given(lockAs('other', JSON.stringify({ ...HOLDER, run: 'other' })));
  await tell('unlock', hosts, { wanted, meanwhile });
  expect(await held()).toBe('other\n');
});

test('a lock that nothing can be read of is a lock, and can be freed', async () => {
  await hosts.node('n2').given(lockAs('theirs', 'no JSON'));
  expect((await tell('apply', hosts, { wanted })).summary).toMatchObject({
    exit: EXIT.locked,
    hosts: [{ done: 0 }, { failure: { message: 'locked by run theirs (its details cannot be read)' } }],
  });
  await tell('unlock', hosts, { wanted });
  expect(await held()).toBe('');
});

test('what only looks says that what it shows may not last', async () => {
  for (const command of ['plan', 'facts', 'verify'] as const)
    expect(warnings(await tell(command, hosts, { wanted }))).toEqual([
      expect.stringContaining('n2 is being changed: locked by bob on away'),
    ]);
});

test('apply is refused before anybody is asked, and nothing is touched', async () => {
  let asked = false;
  const meanwhile = async () => {
    asked = true;
  };
  const { summary } = await tell('apply', hosts, { wanted, meanwhile });
  expect([summary.exit, asked]).toEqual([EXIT.locked, false]);
  expect(await hosts.node('n1').given('ls /etc/story 2>/dev/null || :')).toBe('');
});
