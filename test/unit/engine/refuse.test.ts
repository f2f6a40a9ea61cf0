import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { block } from '../../../src/resources/block.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
const hostsFile = (name: string): string => join(hosts.node(name).etc, 'hosts');
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
  for (const name of ['n1', 'n3']) writeFileSync(hostsFile(name), `${name}\n# BEGIN umctl peers\n`);
});
afterAll(() => hosts?.close());

const story: Story = {
  wanted: () => [
    file({ path: '/etc/first', content: 'x' }),
    block({ path: '/etc/hosts', name: 'peers', content: 'peers' }),
  ],
};

test.each(['plan', 'apply'] as const)(
  '%s is refused for all that no step could do, on every host, and nothing is touched',
  async (command) => {
    await expect(tell(command, hosts, story)).rejects.toMatchObject({
      name: 'InputError',
      problems: ['n1', 'n3'].map((host) => ({
        at: { file: 'story.yaml', line: 1 },
        message: expect.stringMatching(
          `^${host}: block /etc/hosts peers cannot be done: .*BEGIN in line 2; leave one pair`,
        ),
      })),
    });
    for (const name of ['n1', 'n2', 'n3'])
      expect(await hosts.node(name).given('ls /etc/first 2>/dev/null || :; ls -A /run /var/lib')).not.toMatch(
        /first|umctl/,
      );
    expect(readFileSync(hostsFile('n1'), 'utf8')).toBe('n1\n# BEGIN umctl peers\n');
  },
);

test('verify goes on, and says so of the host', async () => {
  const { summary, events } = await tell('verify', hosts, story);
  expect(summary.exit).toBe(EXIT.unhealthy);
  expect(events.flatMap((event) => (event.type === 'check' ? [event.result.complaint] : []))).toEqual([
    expect.stringMatching(/^2 not as wanted: file .* block .* \(apply cannot do that: .*BEGIN in line 2/),
    '2 not as wanted: file /etc/first, block /etc/hosts peers',
    expect.stringContaining('apply cannot do that'),
  ]);
});

test('what a role refuses of a host is a failed check to verify, and ends plan and apply', async () => {
  const strict: Story = {
    wanted: () => [],
    refuseHost: (host) => (host === 'n2' ? [{ path: [], message: `${host} is called otherwise` }] : []),
  };
  const { summary, events } = await tell('verify', hosts, strict);
  expect(summary).toMatchObject({ exit: EXIT.unhealthy, checks: { passed: 2, failed: 1 } });
  expect(events).toContainEqual({
    type: 'check',
    result: expect.objectContaining({ name: 'n2: is as the inventory has it', complaint: 'n2 is called otherwise' }),
  });
  for (const command of ['plan', 'apply'] as const)
    await expect(tell(command, hosts, strict)).rejects.toThrow('story.yaml:1:1: n2 is called otherwise');
});
