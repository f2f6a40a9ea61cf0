import { afterEach, expect, test } from 'vitest';
import { interfaceOwners, network } from '../../../../src/platform/providers/network/owners.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
afterEach(() => node.close());

// An upgrade to netplan or networkd, or an installer, may have left it there.
test('a file of ifupdown’s on a host without ifupdown tells nothing of who has its network', async () => {
  node = await openNode({ ownRoot: true });
  await node.given(`[ -e /umctl-own-root ]; rm -f /sbin/ifup /usr/sbin/ifup
mkdir -p /etc/network; printf 'auto eth0\\niface eth0 inet dhcp\\n' > /etc/network/interfaces`);
  const without = await node.run(network.ask);
  expect([network.parse(without), interfaceOwners.parse(without)]).toEqual(['unknown', {}]);
  await node.given("printf '#!/bin/sh\\n' > /usr/sbin/ifup; chmod 755 /usr/sbin/ifup");
  expect(network.parse(await node.run(network.ask))).toBe('ifupdown');
});
