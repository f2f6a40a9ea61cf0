import { afterAll, beforeAll, expect, test } from 'vitest';
import { status } from '../../../../roles/ldirectord/status/status.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { ASKED_HERE } from '../../roles/asked-here.ts';
import { ldirectords } from '../../roles/fixture.ts';

const ask = status.probes[0]?.ask(ASKED_HERE);

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs tmpfs /run');
});
afterAll(() => node.close());

const isRunning = async (): Promise<boolean> => ask !== undefined && (await node.run(ask)).code === 0;

test.each(['classic', 'make-before-break'] as const)('ldirectord runs when its process does: %s', async (handover) => {
  for (const [file, commandLine] of ldirectords(handover)) {
    expect(await isRunning()).toBe(false);
    await node.given(`bash -c 'exec -a "${commandLine}" sleep 60' > /dev/null 2>&1 & echo $! > ${file}`);
    await expect.poll(isRunning).toBe(true);
    await node.given(`kill "$(cat ${file})"`);
    await expect.poll(isRunning).toBe(false);
    // Its number is another's now.
    await node.given(`echo ${node.pid} > ${file}`);
    expect(await isRunning()).toBe(false);
    await node.given(`rm ${file}`);
  }
});
