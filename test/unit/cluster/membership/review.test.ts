import { expect, test } from 'vitest';
import { heartbeat } from '../../../../roles/heartbeat/stack.ts';
import { review as reviewBy } from '../../../../src/cluster/membership/review.ts';
import type { Said } from '../../../../src/core/domain.ts';
import { EXIT, type ExitCode } from '../../../../src/core/errors.ts';
import type { Host } from '../../../../src/core/host.ts';

const host = (name: string, ...groups: readonly string[]): Host => ({
  name,
  groups,
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => ({ file: 'i', line: 1, column: 1 }),
});
const review = reviewBy(heartbeat);
const hosts = [host('n1', 'directors'), host('n3', 'removed'), host('n4', 'removed')];
const gathered = (failed: Readonly<Record<string, ExitCode>>, list = ''): Said => ({
  recalled: () => new Map([['n1', list]]),
  failed: new Map(Object.entries(failed).map(([name, exit]) => [name, { host: name, exit, message: 'no' }])),
});

test('who leaves and does not answer is told of and keeps nobody from going on; whoever stays does', () => {
  const all = gathered({ n1: EXIT.unreachable, n3: EXIT.unreachable, n4: EXIT.failed });
  const { failed, warnings } = review(hosts, all);
  expect([...failed.keys()]).toEqual(['n1', 'n4']);
  expect(warnings).toEqual([expect.stringContaining('n3 is removed and does not')]);
});

test('a member that nobody else knows is named, with what to write', () => {
  expect(review(hosts, gathered({}, 'member n1\nmember n3\n')).warnings).toEqual([]);
  expect(review(hosts, gathered({}, 'member n1\nmember n9\n')).warnings).toEqual([
    expect.stringMatching(/^n9 was a member .*group `removed`/),
  ]);
});

test('who leaves, does not answer, and is heard by a heartbeat is not gone', () => {
  const all = gathered({ n3: EXIT.unreachable, n4: EXIT.unreachable }, 'heartbeat n3 active\nheartbeat n4 dead\n');
  const { failed, warnings } = review(hosts, all);
  expect([...failed]).toEqual([
    [
      'n3',
      expect.objectContaining({ message: expect.stringMatching(/^no; n1 hears its heartbeat, so it may be alive/) }),
    ],
  ]);
  expect(warnings).toHaveLength(1);
});

test('heartbeat writes all names in lower case: a director that the inventory writes otherwise is heard all the same', () => {
  const capitals = [host('N1', 'directors'), host('N2', 'removed')];
  const heard = (status: string) => {
    const all = gathered({ N2: EXIT.unreachable }, `heartbeat n1 active\nheartbeat n2 ${status}\n`);
    return [...review(capitals, all).failed.keys()];
  };
  expect(heard('active')).toEqual(['N2']);
  // It has come up and says so; and one that has not been up for long enough to be taken for dead.
  expect(heard('up')).toEqual(['N2']);
  expect(heard('init')).toEqual(['N2']);
  expect(heard('dead')).toEqual([]);
});

test('a director whose name is written in another case now is the same director', () => {
  const list = gathered({}, 'member N1\nmember n3\ndirector N1\n');
  expect(review(hosts, list).refused).toEqual([]);
  expect(review(hosts, list).warnings).toEqual([]);
});

test('a director that nobody else knows is refused, with what to write; a real server is warned of', () => {
  const list = gathered({}, 'member n1\nmember n8\nmember n9\ndirector n1\ndirector n9\n');
  expect(review(hosts, list).refused).toEqual([
    {
      host: 'n9',
      problem: { message: expect.stringMatching(/^n9 was .* and a director: .* group `removed`, to have it/) },
    },
  ]);
  expect(review(hosts, list).warnings).toEqual([expect.stringMatching(/^n8 was a member/)]);
});
