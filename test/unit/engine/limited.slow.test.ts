import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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
afterEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -f /etc/keys');
});

const KEYS = '/etc/keys';
const wanting = (content: string): Story => ({
  wanted: () => [file({ path: KEYS, content }, { mustMatchPeers: 'hosts with different ones quarrel' })],
  limit: ['n1'],
});
const has = (host: string, content: string) => hosts.node(host).given(`printf %s ${content} > ${KEYS}`);

test.each(['plan', 'apply'] as const)(
  '%s of one host is refused where another has it otherwise, and nothing is touched',
  async (command) => {
    await has('n1', 'old');
    await has('n2', 'old');
    await expect(tell(command, hosts, wanting('new'))).rejects.toThrow(
      'story.yaml:1:1: n1: file /etc/keys would change here, but not on n2 (outside --limit): ' +
        'hosts with different ones quarrel. Run it without --limit',
    );
    expect(await hosts.node('n1').given(`cat ${KEYS}; ls /var/lib`)).toBe('old');
  },
);

test.each([
  ['the other has it already', () => has('n2', 'new')],
  ['the other has none', async () => {}],
])('one host is brought up to date where %s', async (_, given) => {
  await has('n1', 'old');
  await given();
  expect((await tell('apply', hosts, wanting('new'))).summary.exit).toBe(EXIT.done);
  expect(await hosts.node('n1').given(`cat ${KEYS}`)).toBe('new');
});

test('what a host beyond the limit is to have depends on all hosts that are known', async () => {
  await has('n1', 'old');
  await has('n2', 'n1,n2');
  const dependent = (host: string, known: readonly string[]) => (host === 'n1' ? 'n1,n2' : known.join());
  const wanted: Story['wanted'] = (host, _, { known }) => [
    file({ path: KEYS, content: dependent(host, known) }, { mustMatchPeers: 'hosts with different ones quarrel' }),
  ];
  expect((await tell('apply', hosts, { wanted, limit: ['n1'] })).summary.exit).toBe(EXIT.done);
});

test('a plan that changes nothing of the kind asks nobody beyond its limit', async () => {
  await has('n1', 'same');
  await has('n2', 'otherwise');
  const { exchanges, summary } = await tell('plan', hosts, wanting('same'));
  expect([summary.exit, exchanges]).toEqual([EXIT.done, 2]);
});

test('generated keys that differ are told of, and the first host’s is for all', async () => {
  const key = (host: string) => has(host, `key-of-${host}`);
  await Promise.all([key('n1'), key('n2')]);
  const secrets = { key: { generate: true, recover: sh`cat ${KEYS}` } } as const;
  const story: Story = {
    secrets,
    wanted: (_, { key = '' }) => [file({ path: KEYS, content: key, mode: '0600' })],
  };
  const { summary, events } = await tell('apply', hosts, story);
  expect(summary.exit).toBe(EXIT.done);
  expect(events).toContainEqual({
    type: 'warning',
    message: 'the story key on n2 differs from the one on n1; all get that of n1',
  });
  expect(await hosts.node('n2').given(`cat ${KEYS}`)).toBe('key-of-n1');
});

test('another run’s lock on a host beyond the limit keeps this one out', async () => {
  await hosts.node('n2').given('mkdir /run/umctl.lock; echo > /run/umctl.lock/theirs');
  const { summary } = await tell('apply', hosts, wanting('mine'));
  expect(summary).toMatchObject({ exit: EXIT.locked, hosts: [{ host: 'n1', done: 0 }, { host: 'n2' }] });
  await hosts.node('n2').given('rm -r /run/umctl.lock');
  expect((await tell('apply', hosts, wanting('mine'))).summary.exit).toBe(EXIT.done);
});

test('a host that cannot be asked may have it otherwise, so nothing is touched', async () => {
  await has('n1', 'old');
  hosts.cut('n2');
  const { summary } = await tell('apply', hosts, wanting('new'));
  expect(summary).toMatchObject({ exit: EXIT.unreachable, hosts: [{ host: 'n1', done: 0 }, { host: 'n2' }] });
  expect(await hosts.node('n1').given(`cat ${KEYS}`)).toBe('old');
});
