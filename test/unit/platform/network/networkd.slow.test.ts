import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { arm } from '../../../../src/engine/guard/shell.ts';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { forgottenFiles } from '../../../../src/platform/capabilities/forgotten-files.ts';
import { keptAddresses } from '../../../../src/platform/capabilities/kept-addresses.ts';
import { isArmed, letTimeBeUp, within } from '../../engine/guard-node.ts';
import { labels } from '../../resources/labels.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

let node: NetworkdNode;
afterEach(() => node.close());

const WIRED = '[Match]\nName=eth0\n\n[Network]\nLinkLocalAddressing=no\nAddress=192.168.6.2/24\n';
const open = async (more = '', others: Readonly<Record<string, string>> = {}) => {
  node = await openNetworkdNode({ 'systemd/network/20-wired.network': WIRED + more, ...others });
};

const VIRTUAL = { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] };
const ROUTE = { gateway: '192.168.6.1', device: 'eth0' };
const ON_LO = /^lo +inet 192\.168\.6\.240\/32 scope global lo:0$/m;

test('the virtual address, the default route and addresses of others outlast networkd', async () => {
  await open();
  const all = async () => [
    ...(await node.want(keptAddresses, { device: 'eth0' })),
    ...(await node.want(alias, VIRTUAL)),
    ...(await node.want(defaultRoute, ROUTE)),
  ];
  await node.converge(...(await all()));
  await node.given('ip addr add 192.168.6.250/24 dev eth0');
  const after = async () => {
    const live = await node.live();
    expect(live).toMatch(ON_LO);
    expect(live).toMatch(/^eth0 +inet 192\.168\.6\.2\/24/m);
    expect(live).toMatch(/^eth0 +inet 192\.168\.6\.250\/24/m);
    expect(live).toMatch(/^default via 192\.168\.6\.1 dev eth0/m);
    expect(live).toMatch(/^lo +inet 127\.0\.0\.1\/8/m);
  };
  await after();
  expect(await node.plan(...(await all()))).toEqual([]);
  await node.restart();
  await after();
  // Both take effect a moment later. Another address says when: lo, which loses its address for an instant, comes first.
  writeFileSync(join(node.etc, 'systemd/network/20-wired.network'), `${WIRED}Address=192.168.6.3/24\n`);
  await node.given('networkctl reconfigure lo; networkctl reload');
  const isThrough = (live: string) => live.includes('192.168.6.3/24') && ON_LO.test(live);
  await within(60, 'networkd is through with it', async () => isThrough(await node.live()));
  await after();
  expect(await node.plan(...(await all()))).toEqual([]);
});

test('files and folders for networkd have the contexts that SELinux gives their places', async () => {
  await open();
  const contexts = await labels(node);
  await node.converge(
    ...(await node.want(keptAddresses, { device: 'eth0' })),
    ...(await node.want(alias, VIRTUAL)),
    ...(await node.want(defaultRoute, ROUTE)),
  );
  expect(await contexts.wrong()).toEqual([]);
  await node.given('rm -r /etc/systemd/network/20-wired.network.d; networkctl reload');
  await node.converge(...(await node.want(defaultRoute, ROUTE)));
  expect(await contexts.wrong()).toEqual([]);
});

test('without its word networkd takes addresses of others away', async () => {
  await open();
  await node.given('ip addr add 192.168.6.250/24 dev eth0');
  writeFileSync(join(node.etc, 'systemd/network/20-wired.network'), `${WIRED}# changed\n`);
  await node.given('networkctl reload');
  // It takes all addresses off first, and puts its own on again a moment later.
  const isItsOwn = (live: string) => live.includes('192.168.6.2/24') && !live.includes('192.168.6.250');
  await within(60, 'eth0 has the address of its file alone', async () => isItsOwn(await node.live()));
});

test('a renewed lease leaves addresses of others alone, and the route that DHCP sets is right', async () => {
  node = await openNetworkdNode({
    'systemd/network/10-far.network': '[Match]\nName=far0\n\n[Network]\nAddress=192.168.6.1/24\nDHCPServer=yes\n',
    'systemd/network/20-wired.network': '[Match]\nName=eth0\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\n',
  });
  await node.converge(...(await node.want(keptAddresses, { device: 'eth0' })));
  expect(await node.plan(...(await node.want(defaultRoute, ROUTE)))).toEqual([]);
  await node.given('ip addr add 192.168.6.250/24 dev eth0; networkctl reload; networkctl renew eth0');
  const leased = /^eth0 +inet 192\.168\.6\.\d+\/24 metric 1024 .*dynamic eth0$/m;
  await within(60, 'eth0 has its lease', async () => leased.test(await node.live()));
  expect(await node.live()).toContain('192.168.6.250/24');
});

test.each([
  ['', 'static'],
  ['KeepConfiguration=no\n', 'static'],
  ['KeepConfiguration=true\n', 'yes'],
  ['KeepConfiguration=dhcp-on-stop\n', 'yes'],
])('where the admin says %j, networkd is told to keep %s', async (more, keeps) => {
  await open(more);
  for (const _ of ['first', 'again']) await node.converge(...(await node.want(keptAddresses, { device: 'eth0' })));
  const path = join(node.etc, 'systemd/network/20-wired.network.d/umctl-keep.conf');
  expect(readFileSync(path, 'utf8')).toContain(`KeepConfiguration=${keeps}\n`);
});

test('the address that somebody took away comes back, and another takes its place', async () => {
  await open();
  await node.converge(...(await node.want(alias, VIRTUAL)));
  await node.given('ip addr del 192.168.6.240/32 dev lo');
  const steps = await node.converge(...(await node.want(alias, VIRTUAL)));
  expect(steps.map(({ type }) => type)).toEqual(['address']);
  await node.converge(...(await node.want(alias, { ...VIRTUAL, addresses: ['192.168.6.241'] })));
  expect(await node.live()).toMatch(/^lo +inet 192\.168\.6\.241\/32 scope global lo:0$/m);
  expect(await node.live()).not.toContain('192.168.6.240');
});

test('a file that the admin has for lo alone stays in force, and one for all interfaces gets no address', async () => {
  await open('', { 'systemd/network/10-lo.network': '[Match]\nName=lo\n\n[Network]\nAddress=10.1.1.1/32\n' });
  await node.converge(...(await node.want(alias, VIRTUAL)));
  expect(await node.live()).toMatch(ON_LO);
  expect(await node.live()).toContain('10.1.1.1/32');
  expect(await node.given('ls /etc/systemd/network')).toBe('10-lo.network\n10-lo.network.d\n20-wired.network\n');
});

test.each([
  ['in its file', 'Gateway=192.168.6.9\n', {}, '20-wired.network gives eth0 the gateway 192.168.6.9'],
  ['in a section', '\n[Route]\nGateway=192.168.6.9\n', {}, '20-wired.network gives eth0 the gateway 192.168.6.9'],
  [
    'in a drop-in',
    '',
    { 'systemd/network/20-wired.network.d/admin.conf': '[Network]\nGateway=192.168.6.9\n' },
    '20-wired.network.d/admin.conf gives eth0 the gateway 192.168.6.9',
  ],
  ['asked of DHCP', 'DHCP=yes\n', {}, 'while networkd asks DHCP for it'],
])(
  'another default route, %s, is the admin’s to change, and the plan says where',
  async (_, more, others, complaint) => {
    await open(more, others);
    const [step] = await node.plan(...(await node.want(defaultRoute, ROUTE)));
    expect(step?.cannot).toContain(complaint);
  },
);

test('what the admin’s file has right is right, and a route to another net is no matter', async () => {
  await open('Gateway=192.168.6.1\n\n[Route]\nDestination=10.0.0.0/8\nGateway=192.168.6.9\n');
  expect(await node.plan(...(await node.want(defaultRoute, ROUTE)))).toEqual([]);
  await node.given('ip route del default');
  const [step] = await node.converge(...(await node.want(defaultRoute, ROUTE)));
  expect(step?.changes.map(({ field }) => field)).toEqual(['live']);
  expect(await node.given('ls /etc/systemd/network')).toBe('20-wired.network\n');
});

test('a change that nobody confirms is undone, in its files and live', async () => {
  await open();
  mkdirSync(join(node.etc, 'systemd/network/20-wired.network.d'));
  const path = join(node.etc, 'systemd/network/20-wired.network.d/umctl-gateway.conf');
  writeFileSync(path, '[Network]\nGateway=192.168.6.9\n');
  await node.given('networkctl reload');
  await within(60, 'the route is there', async () => (await node.live()).includes('via 192.168.6.9'));
  const before = await node.live();
  const change = [...(await node.want(alias, VIRTUAL)), ...(await node.want(defaultRoute, ROUTE))];
  await node.run(arm('run-1', { undo: change.flatMap(({ guard }) => guard?.undo ?? []), seconds: 600 }));
  await node.converge(...change);
  expect(await node.live()).toContain('via 192.168.6.1');
  expect(await node.live()).toMatch(ON_LO);
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect(readFileSync(path, 'utf8')).toContain('192.168.6.9');
  await within(60, 'the live state is as before', async () => (await node.live()) === before);
  await node.restart();
  expect(await node.live()).toBe(before);
});

test('a host that leaves forgets the address, also when networkd starts anew', async () => {
  await open();
  await node.converge(...(await node.want(alias, VIRTUAL)));
  await node.given('rm /etc/systemd/network/05-umctl-lo-0.network; ip addr del 192.168.6.240/32 dev lo');
  const forget = () => node.want(forgottenFiles, ['/etc/systemd/network/05-umctl-lo-0.network', '/etc/umctl']);
  await node.converge(...(await forget()));
  expect(await node.plan(...(await forget()))).toEqual([]);
  await node.restart();
  expect(await node.live()).not.toContain('192.168.6.240');
});
