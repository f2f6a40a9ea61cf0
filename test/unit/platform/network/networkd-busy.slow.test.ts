import { afterEach, expect, test } from 'vitest';
import { arm } from '../../../../src/engine/guard/shell.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { isArmed, letTimeBeUp, within } from '../../engine/guard-node.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

let node: NetworkdNode;
afterEach(() => node.close());

const WIRED = '[Match]\nName=eth0\n\n[Network]\nLinkLocalAddressing=no\nAddress=192.168.6.2/24\n';

// Whoever comes through a router, and was cut off, gets in again by that route.
test('a default route that networkd did not set is there after the way back, however slow networkd is', async () => {
  node = await openNetworkdNode({ 'systemd/network/20-wired.network': WIRED });
  await node.given('ip route add default via 192.168.6.9 dev eth0');
  const before = await node.live();
  const change = await node.want(defaultRoute, { gateway: '192.168.6.1', device: 'eth0' });
  await node.run(arm('run-1', { undo: change.flatMap(({ guard }) => guard?.undo ?? []), seconds: 600 }));
  await node.converge(...change);
  expect(await node.live()).toContain('via 192.168.6.1');
  const end = await node.slowed(1.5);
  await letTimeBeUp(node);
  await within(400, 'the new route is gone', async () => !(await node.live()).includes('via 192.168.6.1'));
  // From here on networkd's own questions to the kernel would take too long for it, and it would give up.
  await end();
  await within(400, 'the change is undone', () => !isArmed(node));
  // What it is asked now, it answers once it has done all that came before.
  for (let round = 0; round < 20; round++) await node.given('networkctl reload');
  expect(await node.live()).toBe(before);
}, 900_000);
