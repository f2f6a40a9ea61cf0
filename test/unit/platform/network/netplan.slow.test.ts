import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { arm } from '../../../../src/engine/guard/shell.ts';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { forgottenFiles } from '../../../../src/platform/capabilities/forgotten-files.ts';
import { keptAddresses } from '../../../../src/platform/capabilities/kept-addresses.ts';
import { isArmed, letTimeBeUp, within } from '../../engine/guard-node.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

let node: NetworkdNode;
afterEach(() => node.close());

/** As cloud-init 24 writes it, but for what it says of eth0. */
const cloudInit = (more: string): string =>
  `network:\n  version: 2\n  ethernets:\n    eth0:\n      addresses:\n      - 192.168.6.2/24\n      link-local: []\n${more}`;
const open = async (more = '') => {
  node = await openNetworkdNode({ 'netplan/50-cloud-init.yaml': cloudInit(more) });
};
/** What netplan made that only root can read: networkd is not root, and takes the addresses off where it cannot read a file. */
const unreadable = () => node.given('find /run/systemd/network /run/systemd/system /run/udev -type f ! -perm -040');
const folder = () => readdirSync(join(node.etc, 'netplan'));
const read = (name: string) => readFileSync(join(node.etc, 'netplan', name), 'utf8');

const VIRTUAL = { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] };
const ROUTE = { gateway: '192.168.6.1', device: 'eth0' };
const ON_LO = /^lo +inet 192\.168\.6\.240\/32 scope global lo:0$/m;

test('the virtual address and the default route are in files of umctl’s own, and outlast networkd and netplan', async () => {
  await open();
  const all = async () => [
    ...(await node.want(keptAddresses, { device: 'eth0' })),
    ...(await node.want(alias, VIRTUAL)),
    ...(await node.want(defaultRoute, ROUTE)),
  ];
  await node.converge(...(await all()));
  expect(folder()).toEqual(['50-cloud-init.yaml', '99-umctl-gateway-eth0.yaml', '99-umctl-lo-0.yaml']);
  expect(read('50-cloud-init.yaml')).toBe(cloudInit(''));
  for (const name of folder()) expect(statSync(join(node.etc, 'netplan', name)).mode & 0o777).toBe(0o600);
  expect(await node.plan(...(await all()))).toEqual([]);
  expect(await unreadable()).toBe('');
  await node.given('ip addr add 192.168.6.250/24 dev eth0; rm -r /run/systemd/network; /usr/libexec/netplan/generate');
  await node.restart();
  const live = await node.live();
  expect(live).toMatch(ON_LO);
  expect(live).toMatch(/^eth0 +inet 192\.168\.6\.250\/24/m);
  expect(live).toMatch(/^default via 192\.168\.6\.1 dev eth0/m);
  expect(await node.plan(...(await all()))).toEqual([]);
});

test.each([
  [
    'in routes',
    '      routes: [{to: default, via: 192.168.6.9}]\n',
    '50-cloud-init.yaml gives eth0 a default route via 192.168.6.9',
  ],
  ['in gateway4', '      gateway4: 192.168.6.9\n', '50-cloud-init.yaml gives eth0 a default route via 192.168.6.9'],
  ['asked of DHCP', '      dhcp4: true\n', 'while netplan has dhcp4 there'],
])('another default route, %s, is the admin’s to change, and the plan says where', async (_, more, complaint) => {
  await open(more);
  const [step] = await node.plan(...(await node.want(defaultRoute, ROUTE)));
  expect(step?.cannot).toContain(complaint);
});

test('what the admin’s file has right is right, and no file is written', async () => {
  await open('      routes: [{to: 0.0.0.0/0, via: 192.168.6.1}, {to: 10.0.0.0/8, via: 192.168.6.9}]\n');
  expect(await node.plan(...(await node.want(defaultRoute, ROUTE)))).toEqual([]);
  await node.given('ip route del default');
  await node.converge(...(await node.want(defaultRoute, ROUTE)));
  expect(folder()).toEqual(['50-cloud-init.yaml']);
});

test('where netplan does not take the new file, none is put in place, and netplan’s words are told', async () => {
  await open();
  const resources = await node.want(alias, VIRTUAL);
  writeFileSync(join(node.etc, 'netplan/60-admin.yaml'), 'network:\n  version: 2\n  bridges:\n    lo: {}\n', {
    mode: 0o600,
  });
  const [step] = await node.plan(...resources);
  const { code, stderr } = await node.run(step?.command.run ?? { text: '' }, step?.command.stdin);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/netplan does not take the new file, so \S+ is as it was: .*lo/s),
  ]);
  expect(folder()).toEqual(['50-cloud-init.yaml', '60-admin.yaml']);
});

test('a change that nobody confirms is undone, and at boot netplan generates anew', async () => {
  await open();
  await node.given('ip route add default via 192.168.6.9 dev eth0');
  const before = await node.live();
  const change = [...(await node.want(alias, VIRTUAL)), ...(await node.want(defaultRoute, ROUTE))];
  const undo = change.flatMap(({ guard }) => guard?.undo ?? []);
  await node.run(arm('run-1', { undo, seconds: 600 }));
  await node.converge(...change);
  expect(await node.live()).toMatch(ON_LO);
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect(folder()).toEqual(['50-cloud-init.yaml']);
  await within(60, 'the live state is as before', async () => (await node.live()) === before);
  expect(await unreadable()).toBe('');

  await node.run(arm('run-2', { undo, seconds: 600 }));
  await node.converge(...change);
  await node.given(
    'kill -9 $(cat /var/lib/umctl/guard/pid); echo another > /var/lib/umctl/guard/boot; sh /var/lib/umctl/guard/keeper boot',
  );
  expect([folder(), isArmed(node)]).toEqual([['50-cloud-init.yaml'], false]);
  expect(await node.given('cat /run/systemd/network/10-netplan-*.network')).not.toMatch(/192\.168\.6\.(1|240)\b/);
});

test('a host that leaves forgets the address, also when networkd starts anew', async () => {
  await open();
  await node.converge(...(await node.want(alias, VIRTUAL)));
  await node.given('rm /etc/netplan/99-umctl-lo-0.yaml; ip addr del 192.168.6.240/32 dev lo');
  const forget = () => node.want(forgottenFiles, ['/etc/netplan/99-umctl-lo-0.yaml', '/etc/umctl']);
  await node.converge(...(await forget()));
  expect(await node.plan(...(await forget()))).toEqual([]);
  await node.restart();
  expect(await node.live()).not.toContain('192.168.6.240');
});
