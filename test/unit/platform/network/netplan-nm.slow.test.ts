import { afterEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { type NetworkManagerNode, openNetworkManagerNode } from './nm-node.ts';

// netplan with NetworkManager as its renderer, as Ubuntu's desktops have it.

let node: NetworkManagerNode;
afterEach(() => node?.close());

const admins = (more = '') => `network:
  version: 2
  renderer: NetworkManager
  ethernets:
    eth0:
      addresses: [192.168.6.2/24]
${more}`;

const VIP = { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] };
const ROUTE = { gateway: '192.168.6.1', device: 'eth0' };

test('the virtual address and the default route stay when NetworkManager starts anew, and the plan is empty then', async () => {
  node = await openNetworkManagerNode({ 'netplan/01-admin.yaml': admins() });
  // No systemd is there, which would have to know the unit.
  const wanted = async () =>
    [...(await node.want(alias, VIP)), ...(await node.want(defaultRoute, ROUTE))].filter(
      ({ type }) => type !== 'service',
    );
  const steps = await node.converge(...(await wanted()));
  expect(steps.map(({ id }) => id)).toContain('default route 192.168.6.1 eth0');
  const LIVE = ['lo    inet 192.168.6.240/32 scope global lo:0', 'default via 192.168.6.1 dev eth0'];
  for (const line of LIVE) expect(await node.live()).toContain(line);
  expect(await node.given('cat /etc/systemd/system/umctl-lo-0.service')).toMatch(
    /After=systemd-sysctl.service[\s\S]*192\.168\.6\.240/,
  );
  expect(await node.given('cat /etc/netplan/01-admin.yaml'), 'the admin’s file stays').toBe(admins());
  await node.restart();
  for (const line of LIVE) expect(await node.live()).toContain(line);
  // As a boot does: all that netplan had made is gone, and is made anew.
  await node.given('rm -r /run/NetworkManager/system-connections; /usr/libexec/netplan/generate; ip route del default');
  await node.restart();
  for (const line of LIVE) expect(await node.live()).toContain(line);
  expect(await node.plan(...(await wanted()))).toEqual([]);
}, 300_000);

test('a gateway of the admin’s is refused by the name of the file', async () => {
  node = await openNetworkManagerNode({
    'netplan/01-admin.yaml': admins('      routes: [{to: default, via: 192.168.6.9}]\n'),
  });
  const [step] = await node.plan(...(await node.want(defaultRoute, ROUTE)));
  expect(step?.cannot).toContain('/etc/netplan/01-admin.yaml');
  expect(await node.live()).toContain('default via 192.168.6.9 dev eth0');
});
