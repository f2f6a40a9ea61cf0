import { afterEach, expect, test } from 'vitest';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { within } from '../../engine/guard-node.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

// A lease for the address, and a default route that the admin sets: what clouds with several gateways are set up by.

let node: NetworkdNode;
afterEach(() => node.close());

/** Offers itself as the router. */
const SERVER = {
  'systemd/network/10-far.network': '[Match]\nName=far0\n\n[Network]\nAddress=192.168.6.1/24\nDHCPServer=yes\n',
};
const networkd = (said: string) => ({
  'systemd/network/20-wired.network': `[Match]\nName=eth0\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\n${said}`,
});
const netplan = (more: string) => ({
  'netplan/50-cloud-init.yaml': `network:
  version: 2
  ethernets:
    eth0:
      link-local: []
      dhcp4: true
      dhcp4-overrides: {use-routes: false}
${more}`,
});

const wanted = (gateway: string) => node.want(defaultRoute, { gateway, device: 'eth0' });
const uses = (gateway: string) =>
  within(60, 'the route is in use', async () => (await node.live()).includes(`default via ${gateway} dev eth0`));

test.each([
  ['networkd', networkd('Gateway=192.168.6.9\n\n[DHCPv4]\nUseRoutes=no\n')],
  ['networkd, by the section’s name of before', networkd('Gateway=192.168.6.9\n\n[DHCP]\nUseRoutes=false\n')],
  ['netplan', netplan('      routes: [{to: default, via: 192.168.6.9}]\n')],
])('the admin’s default route beside a lease that sets none is right: %s', async (_, files) => {
  node = await openNetworkdNode({ ...SERVER, ...files });
  await uses('192.168.6.9');
  expect(await node.plan(...(await wanted('192.168.6.9')))).toEqual([]);
  const [step] = await node.plan(...(await wanted('192.168.6.8')));
  expect(step?.cannot).toContain('gives eth0');
});

test.each([
  ['networkd', networkd('\n[DHCPv4]\nUseGateway=no\n')],
  ['netplan', netplan('')],
])('where the lease sets none and nobody else does, umctl sets it: %s', async (_, files) => {
  node = await openNetworkdNode({ ...SERVER, ...files });
  await node.converge(...(await wanted('192.168.6.9')));
  await uses('192.168.6.9');
  await node.restart();
  await uses('192.168.6.9');
  expect(await node.plan(...(await wanted('192.168.6.9')))).toEqual([]);
});

test('a lease that sets routes, and no gateway, is told by the last word', async () => {
  node = await openNetworkdNode({ ...SERVER, ...networkd('\n[DHCPv4]\nUseRoutes=no\nUseGateway=yes\n') });
  await uses('192.168.6.1');
  const [step] = await node.plan(...(await wanted('192.168.6.9')));
  expect(step?.cannot).toContain('while networkd asks DHCP for it');
});
