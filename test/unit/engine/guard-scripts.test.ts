import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { networkScripts } from '../../../src/platform/providers/network/scripts/network.ts';
import { wantedBy } from '../platform/wanted-by.ts';
import { type Node, openNode } from '../resources/node.ts';
import { changeUnderGuard, isArmed, letTimeBeUp, within } from './guard-node.ts';

const IFCFG = 'DEVICE=eth0\nBOOTPROTO=static\nIPADDR=192.168.6.2\nNETMASK=255.255.255.0\n';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'sysconfig/network-scripts'), { recursive: true });
  writeFileSync(ifcfg(), IFCFG);
  await node.given('mount -t tmpfs none /run; ip link add eth0 type veth peer name far0');
});
afterEach(() => node.close());

const ifcfg = () => join(node.etc, 'sysconfig/network-scripts/ifcfg-eth0');
const live = () => node.given('ip -4 -o addr show; ip -4 route show');
const change = () =>
  changeUnderGuard(node, wantedBy(networkScripts, defaultRoute, { gateway: '192.168.6.1', device: 'eth0' }));

/** Has `service network restart` do this in the node. */
const restarting = (text: string) =>
  node.given(`printf '%s\\n' '#!/bin/sh' '${text}' > service; chmod +x service
mount --bind service "$(command -v service)"`);

async function undone(): Promise<void> {
  await letTimeBeUp(node);
  await within(10, 'the change is undone', () => !isArmed(node));
}

test('a restart that leaves the devices down is undone: devices, addresses and routes are as before', async () => {
  await node.given(`ip link add eth1 type veth peer name far1
for dev in eth0 eth1 far0 far1; do ip link set $dev up; done
ip addr add 192.168.6.2/24 brd + dev eth1; ip addr add 192.168.6.240/24 dev eth1 label eth1:0
ip route add 10.9.0.0/16 via 192.168.6.77 dev eth1; ip route add default via 192.168.6.9 dev eth1`);
  // No gateway can be reached by eth0, so that the network is started anew; eth1 does not come up again.
  await restarting(
    'for dev in eth0 eth1; do ip addr flush dev $dev; ip link set $dev down; done; ip link set eth0 up; ip addr add 192.168.6.3/24 dev eth0; ip route add default via 192.168.6.1 dev eth0',
  );
  const before = await live();
  await change();
  expect(await live()).not.toContain('eth1');
  await undone();
  for (const line of before.split('\n')) expect(await live()).toContain(line);
  expect(readFileSync(ifcfg(), 'utf8')).toBe(IFCFG);
});

test('where no address is left, the network is started anew with the old files', async () => {
  await node.given('ip link set eth0 up; ip link set far0 up');
  await restarting(
    'if grep -q GATEWAY= /etc/sysconfig/network-scripts/ifcfg-eth0; then ip route add default via 192.168.6.1 dev eth0 onlink; else ip addr add 192.168.6.2/24 dev eth0; fi',
  );
  await change();
  expect(await live()).not.toContain('192.168.6.2/24');
  await undone();
  expect(await live()).toContain('192.168.6.2/24');
});
