import { afterAll, beforeAll, expect, test } from 'vitest';
import { sh } from '../../../../src/core/sh.ts';
import { scratch } from '../../../../src/platform/providers/packages/scratch.ts';
import { runScript } from '../../../../src/ssh/framing/run-script.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('for place in /run /dev/shm; do mount -t tmpfs none $place; done');
});
afterAll(() => node?.close());

const left = (): Promise<string> => node.given('ls -d /dev/shm/umctl.* 2>/dev/null || :');
const question = sh`ask() { ${scratch}
until [ -e /run/go ]; do sleep 0.1; done; }
ask`;

test('what a question keeps while it asks goes with it, and after a kill -9 with the next question or commands', async () => {
  const [next, commands] = [
    sh`ask() { ${scratch}
}; ask`,
    sh`${{ text: runScript('mark', []) }}`,
  ];
  const asking = node.run(question);
  await expect.poll(() => left(), { timeout: 20_000 }).toMatch(/^\S+\n$/);
  const kept = await left();
  for (const later of [next, commands]) expect(await node.run(later)).toMatchObject({ code: 0 });
  expect(await left(), 'nobody takes it from one that is at work').toBe(kept);
  for (const later of [next, commands]) {
    const killed = node.run(question);
    await expect.poll(async () => (await left()).split('\n').length, { timeout: 20_000 }).toBe(3);
    const other = (await left()).split('\n').find((line) => line !== '' && !kept.includes(line)) ?? '';
    await node.given(`read -r pid rest < ${other}/asker; kill -9 $pid`);
    await killed;
    expect(await node.run(later)).toMatchObject({ code: 0 });
    expect(await left()).toBe(kept);
  }
  await node.given('touch /run/go');
  await asking;
  expect(await left()).toBe('');
});
