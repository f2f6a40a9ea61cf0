import { afterEach, beforeEach, expect, test } from 'vitest';
import { undoAddress } from '../../../src/platform/providers/network/undo/address.ts';
import { address } from '../../../src/resources/address.ts';
import { type Node, openNode } from '../resources/node.ts';
import { changeUnderGuard, isArmed, letTimeBeUp, within } from './guard-node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given(
    'mount -t tmpfs none /run; ip link add eth0 type veth peer name far0; ip addr add 10.0.0.1/8 dev eth0',
  );
});
afterEach(() => node.close());

const touched = { device: 'lo', label: 'lo:0', address: '192.168.6.240' };
const alias = () => address({ ...touched, prefix: 32 }, { guard: { undo: undoAddress(touched) } });
const addresses = () => node.given('ip -4 -o addr show');

test.each([
  ['none', ':'],
  ['another one', 'ip addr add 192.168.6.66/32 dev lo label lo:0'],
  ['with a wrong prefix and a broadcast', 'ip addr add 192.168.6.240/24 brd + dev lo label lo:0'],
  [
    'several, one with a peer',
    'ip addr add 10.1.1.1 peer 10.1.1.2 dev lo label lo:0; ip addr add 10.2.2.2/32 dev lo label lo:0',
  ],
])('the label’s addresses come back, and others stay: %s', async (_, given) => {
  await node.given(given);
  const before = await addresses();
  await changeUnderGuard(node, [alias()]);
  expect(await addresses()).toContain('192.168.6.240/32');
  await letTimeBeUp(node);
  await within(10, 'the change is undone', () => !isArmed(node));
  expect(await addresses()).toBe(before);
});
