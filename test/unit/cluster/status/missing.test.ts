import { afterAll, beforeAll, expect, test } from 'vitest';
import { askMissing, parseMissing } from '../../../../src/cluster/status/missing.ts';
import { type Node, openNode } from '../../resources/node.ts';

let nodes: readonly [Node, Node];
beforeAll(async () => {
  nodes = await Promise.all([openNode(), openNode()]);
  const [asker, other] = nodes;
  await asker.given(`ip link add eth0 type veth peer name eth0 netns ${other.pid}`);
  for (const [i, node] of nodes.entries())
    await node.given(`ip addr add 192.168.6.${i + 2}/24 dev eth0; ip link set eth0 up`);
});
afterAll(() => Promise.all(nodes.map((node) => node.close())));

const QUESTIONS = { interface: 'eth0', own: '192.168.6.2' };
const MISSING = Array.from({ length: 20 }, (_, i) => i + 3).map((last) => ({
  name: `n${last}`,
  address: `192.168.6.${last}`,
}));

test('a node that is there is heard by its own address, and many that are not take no longer than one', async () => {
  const [asker, other] = nodes;
  const [, mac] = / link.ether (\S+)/.exec(await other.given('ip -o link show dev eth0')) ?? [];
  const began = performance.now();
  const { stdout } = await asker.run(askMissing(QUESTIONS, MISSING));
  expect(parseMissing(stdout, MISSING)).toEqual(new Map([['n3', mac]]));
  // One after the other they would take two seconds each.
  expect(performance.now() - began).toBeLessThan(30_000);
});
