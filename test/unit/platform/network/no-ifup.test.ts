import { afterEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { interfaceOwners, network } from '../../../../src/platform/providers/network/owners.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { factsOf } from '../facts/hosts.ts';

// An upgrade to netplan or networkd, or an installer, may have left a file of ifupdown's on a host.

let node: Node | undefined;
afterEach(async () => {
  await node?.close();
  node = undefined;
});

test('the program is looked for, and what it brought up before it was removed is not its any more', async () => {
  node = await openNode({ ownRoot: true });
  await node.given(`[ -e /umctl-own-root ]; rm -f /sbin/ifup /usr/sbin/ifup
mkdir -p /etc/network /run/network; printf 'auto eth0\\niface eth0 inet dhcp\\n' > /etc/network/interfaces
printf 'lo=lo\\neth0=eth0\\n' > /run/network/ifstate`);
  const without = await node.run(network.ask);
  expect([network.parse(without), interfaceOwners.parse(without)]).toEqual(['ifupdown without ifup', {}]);
  await node.given("printf '#!/bin/sh\\n' > /usr/sbin/ifup; chmod 755 /usr/sbin/ifup");
  const found = await node.run(network.ask);
  expect([network.parse(found), interfaceOwners.parse(found)]).toEqual([
    'ifupdown',
    { lo: 'ifupdown', eth0: 'ifupdown' },
  ]);
});

const LEFT = ['interfaces', 'ifup /sbin/ifup', 'no ifup', 'ifstate lo=lo', 'ifstate eth0=eth0'];
const host = (...traces: readonly string[]) => {
  const facts = factsOf('debian-12', {
    network: `${[...LEFT, ...traces].join('\n')}\n`,
    networkFiles: 'eth0 /etc/systemd/network/20-wired.network\n',
  });
  const platform = platformOf('n1', facts);
  return {
    lo: () => platform.want(alias, { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] })[0]?.id,
    eth0: () => platform.want(defaultRoute, { gateway: '192.168.6.1', device: 'eth0' })[0]?.probe.text,
  };
};

test.each([
  ['nm eth0:connected', 'file /etc/systemd/system/umctl-lo-0.service', 'nmcli'],
  ['networkd 2 eth0 ether routable configured', 'file /etc/systemd/network/05-umctl-lo-0.network', 'cat-config'],
])('who really has an interface has lo, too: %s', (trace, forLo, forEth0) => {
  const { lo, eth0 } = host(trace);
  expect(lo()).toBe(forLo);
  expect(eth0()).toContain(forEth0);
});

test('where nobody else has one, the host is known, and an address that would be gone after a boot is refused', () => {
  const { lo, eth0 } = host('nm eth0:connected (externally)');
  for (const [device, want] of [
    ['lo', lo],
    ['eth0', eth0],
  ] as const)
    expect(want).toThrow(
      `umctl knows Debian GNU/Linux 12 (bookworm) with ifupdown only (apt-get install ifupdown); here, ${device} is configured by ifupdown without ifup`,
    );
});
