import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { identity } from '../step.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -f /etc/story /etc/count; echo 3 >/etc/count');
});

/** Reads a count as a careless parser does: a host that says something else than a number makes it throw. */
const count: Resource = {
  ...identity('count', 'it'),
  want: { text: '...' },
  probe: sh`cat /etc/count`,
  parse: ({ stdout }) => ({ text: '.'.repeat(Number(stdout)) }),
  apply: () => ({ run: sh`echo 3 >/etc/count` }),
};
const story: Story = { wanted: () => [file({ path: '/etc/story', content: 'new\n' }), count] };

const lies = () => hosts.node('n1').given('echo -1 >/etc/count');
const locks = () =>
  Promise.all([...hosts.nodes.values()].map((node) => node.given('ls -d /run/umctl.lock 2>/dev/null || :')));

const notUnderstood = {
  host: 'n1',
  exit: EXIT.failed,
  message: 'umctl does not understand what the host answers: RangeError: Invalid count value: -1',
  next: expect.stringContaining('--limit'),
};

test('a host whose answer cannot be understood has failed, by name, and the others are planned', async () => {
  await lies();
  const { summary } = await tell('plan', hosts, story);
  expect(summary).toMatchObject({
    exit: EXIT.failed,
    hosts: [{ failure: notUnderstood }, { host: 'n2', planned: 1 }],
  });
  expect(summary.hosts[1]).not.toHaveProperty('failure');
});

test('a host that turns to nonsense once the hosts are locked stops its own part, and every lock is freed', async () => {
  const { summary } = await tell('apply', hosts, { ...story, meanwhile: lies });
  expect(summary.hosts[0]).toMatchObject({ failure: notUnderstood });
  expect(await locks()).toEqual(['', '']);
});

test('a check that cannot make sense of an answer has failed, and the other checks are judged', async () => {
  const checks = (host: string) => [
    {
      name: `${host}: counts`,
      asks: { [host]: sh`cat /etc/count` },
      failure: (answers: Readonly<Record<string, { readonly stdout: string }>>) =>
        '.'.repeat(Number(answers[host]?.stdout)) === '...' ? undefined : 'miscounts',
    },
  ];
  await lies();
  const { events } = await tell('verify', hosts, { wanted: () => [], checks });
  const results = events.flatMap((event) => (event.type === 'check' ? [event.result] : []));
  const complaintOf = (name: string) => results.find((result) => result.name === name)?.complaint;
  expect(complaintOf('n1: counts')).toContain('RangeError: Invalid count value: -1');
  expect(results.map(({ name }) => name)).toContain('n2: counts');
  expect(complaintOf('n2: counts')).toBeUndefined();
});
