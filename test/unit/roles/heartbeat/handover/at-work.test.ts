import { afterAll, beforeAll, expect, test } from 'vitest';
import { AT_WORK, RIGHTLY_AT_WORK } from '../../../../../roles/heartbeat/handover/at-work.ts';
import { sh } from '../../../../../src/core/sh.ts';
import { type Node, openNode } from '../../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs tmpfs /run');
});
afterAll(() => node.close());

const said = async (): Promise<string> =>
  (await node.run(sh`if ${AT_WORK}; then echo busy; fi; if ${RIGHTLY_AT_WORK}; then echo rightly; fi`)).stdout;

test('a hand-over is under way while its process lives, and rightly so for two minutes', async () => {
  expect(await said()).toBe('');
  const start = `"$(sed 's/.*) //' "/proc/${node.pid}/stat" | cut -d ' ' -f 20)"`;
  await node.given(`echo ${node.pid} ${start} settle > /run/lvs-director`);
  expect(await said()).toBe('busy\nrightly\n');
  await node.given("touch -d '-3 minutes' /run/lvs-director");
  expect(await said()).toBe('busy\n');
});

test('it is not where a process that was killed has left its note', async () => {
  for (const note of [`${node.pid} 1 settle`, '4194305 7 settle', '']) {
    await node.given(`echo ${note} > /run/lvs-director`);
    expect(await said(), note).toBe('');
  }
});
