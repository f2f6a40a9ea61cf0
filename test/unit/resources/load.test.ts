import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { load } from '../../../src/resources/load.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const wanted = (content: string) => {
  const conf = file({ path: '/etc/conf', content });
  const reload = sh`[ ! -e /etc/deaf ] || exit 1
cat /etc/conf >> /etc/told`;
  return [conf, load({ name: 'conf', runs: sh`[ -e /etc/runs ]`, reload }, { uses: [conf] })] as const;
};
const told = () => node.given('cat /etc/told 2>/dev/null || :');

test('who runs is told of each change once, and who does not is not', async () => {
  await node.converge(...wanted('first\n'));
  expect(await told()).toBe('');
  await node.given('touch /etc/runs');
  expect(await node.plan(...wanted('first\n'))).toEqual([]);
  const steps = await node.converge(...wanted('second\n'));
  expect(steps[1]).toMatchObject({ id: 'load conf', because: { type: 'uses', ids: ['file /etc/conf'] } });
  expect(await told()).toBe('second\n');
});

test('a run that was cut off after the file owes it, and so does one whose reload failed', async () => {
  await node.given('touch /etc/runs');
  await node.converge(...wanted('first\n'));
  const [write, tell] = await node.plan(...wanted('second\n'));
  await node.given('touch /etc/deaf');
  expect(await node.run(write?.command.run ?? sh`:`, write?.command.stdin)).toMatchObject({ code: 0 });
  expect((await node.run(tell?.command.run ?? sh`:`)).code).toBe(1);
  await node.given('rm /etc/deaf');
  const steps = await node.converge(...wanted('second\n'));
  expect(steps).toMatchObject([{ id: 'load conf', because: { type: 'owed', ids: ['file /etc/conf'] } }]);
  expect(await told()).toBe('first\nsecond\n');
});
