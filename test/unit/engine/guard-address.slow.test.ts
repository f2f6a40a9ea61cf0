import { afterEach, beforeEach, expect, test } from 'vitest';
import { arm } from '../../../src/engine/guard/shell.ts';
import { liveAddresses } from '../../../src/platform/providers/network/live.ts';
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

const touched = { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240', 'fd00:6::240'] };
const alias = () => {
  const guard = { undo: undoAddress(touched) };
  const on = { device: 'lo', label: 'lo:0' };
  return [
    address({ ...on, address: '192.168.6.240', prefix: 32 }, { guard }),
    address({ ...on, address: 'fd00:6::240', prefix: 128 }, { guard }),
  ];
};
const addresses = () => node.given('ip -o addr show | sort');

test.each([
  ['none', ':'],
  ['another one', 'ip addr add 192.168.6.66/32 dev lo label lo:0'],
  ['of IPv6', 'ip -6 addr add fd00:6::240/64 dev lo nodad preferred_lft 0; ip -6 addr add fd00:6::9/128 dev lo'],
  ['with a wrong prefix and a broadcast', 'ip addr add 192.168.6.240/24 brd + dev lo label lo:0'],
  [
    'several, one with a peer',
    'ip addr add 10.1.1.1 peer 10.1.1.2 dev lo label lo:0; ip addr add 10.2.2.2/32 dev lo label lo:0',
  ],
])('the label’s addresses come back, and others stay: %s', async (_, given) => {
  await node.given(given);
  const before = await addresses();
  await changeUnderGuard(node, alias());
  expect(await addresses()).toContain('192.168.6.240/32');
  expect(await addresses()).toMatch(/fd00:6::240\/128 .*deprecated/);
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect(await addresses()).toBe(before);
});

test('75 addresses are one change with one way back, which a host can be told', async () => {
  const many = {
    device: 'lo',
    label: 'lo:0',
    after: [],
    addresses: Array.from({ length: 75 }, (_, i) => `192.168.6.${100 + i}`),
  };
  const before = await addresses();
  const resources = liveAddresses(many, { guard: { undo: undoAddress(many) } });
  const undo = resources.flatMap(({ guard }) => guard?.undo ?? []);
  const steps = (await node.plan(...resources)).slice(0, 3);
  for (const run of [arm('run-1', { undo, seconds: 60 }), ...steps.map(({ command }) => command.run)])
    expect(await node.run(run)).toMatchObject({ code: 0, stderr: '' });
  expect((await addresses()).match(/192\.168\.6\.\d+\/32/g)).toHaveLength(3);
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect(await addresses()).toBe(before);
});
