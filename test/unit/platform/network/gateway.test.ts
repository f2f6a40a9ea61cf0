import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateway } from '../../../../src/platform/providers/network/ifupdown-gateway.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'network/interfaces.d'), { recursive: true });
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.9 dev eth0 onlink`);
});
afterEach(() => node.close());

const wanted = () => gateway({ gateway: '192.168.6.1', device: 'eth0' });
const write = (text: string, file = 'interfaces') => writeFileSync(join(node.etc, 'network', file), text);
const read = (file = 'interfaces') => readFileSync(join(node.etc, 'network', file), 'utf8');
const route = () => node.given('ip route show 0/0');

const head = 'source /etc/network/interfaces.d/*\n\n# the gateway 10.0.0.1 is old\nauto lo\niface lo inet loopback\n\n';
const stanza = 'auto eth0\niface eth0 inet static\n\taddress 192.168.6.2/24\n';

test.each([
  ['added below the head', `${stanza}\nauto eth1\niface eth1 inet dhcp\n`],
  ['corrected where it stands', `${stanza}    gateway   192.168.6.9\n\t# kept\n\tdns-nameservers 1.1.1.1\n`],
  ['with no newline at the end', `${stanza}\tgateway 192.168.6.9`],
  ['with an inet6 stanza that has a gateway of its own', `${stanza}iface eth0 inet6 static\n\tgateway fe80::1\n`],
])('the gateway line is %s, and the rest is as it was', async (_, text) => {
  write(head + text);
  const [step] = await node.converge(wanted());
  expect(step?.changes.map((change) => change.field)).toEqual(['persisted', 'live']);
  expect(await route()).toMatch(/^default via 192.168.6.1 dev eth0\s*$/);
  const expected = text.includes('192.168.6.9')
    ? text.replace(/gateway +192.168.6.9/, 'gateway 192.168.6.1')
    : text.replace('iface eth0 inet static\n', 'iface eth0 inet static\n\tgateway 192.168.6.1\n');
  expect(read()).toBe(head + expected);
  expect(readdirSync(join(node.etc, 'network'))).toEqual(['interfaces', 'interfaces.d']);
});

test.each([
  ['source', 'source interfaces.d/*'],
  ['source-directory', 'source-directory /etc/network/interfaces.d'],
])('a stanza in a file that the main one brings in by %s', async (_, line) => {
  write(`${line}\nauto lo\niface lo inet loopback\n`);
  write(stanza, 'interfaces.d/eth0');
  write('iface eth0 inet static\n\tgateway 1.1.1.1\n', 'not-read');
  await node.converge(wanted());
  expect(read('interfaces.d/eth0')).toContain('\tgateway 192.168.6.1\n');
  expect(await node.given('cd /var/lib/umctl/kept; ls */was/etc/network/interfaces.d')).toBe('eth0\n');
});

test('only the live route is wrong: no file is written', async () => {
  write(`${head}${stanza}\tgateway 192.168.6.1\n`);
  const [step] = await node.converge(wanted());
  expect(step?.changes).toEqual([{ field: 'live', from: 'via 192.168.6.9 dev eth0', to: 'via 192.168.6.1 dev eth0' }]);
  expect(readdirSync(node.state)).toEqual([]);
});

test.each([
  ['DHCP', 'auto eth0\niface eth0 inet dhcp\n', 'eth0 dhcp', "'iface eth0 inet dhcp'"],
  ['a command', `${stanza}\tpost-up ip route add default via 192.168.6.9\n`, 'post-up ip route', "'post-up ip route"],
  [
    'another interface',
    `${stanza}iface eth1 inet static\n\tgateway 10.0.0.1\n`,
    'gateway 10.0.0.1',
    "'gateway 10.0.0.1'",
  ],
  ['nobody', 'auto lo\niface lo inet loopback\n', 'eth0 missing', "no file that ifup reads has a line 'iface eth0"],
])('what %s says is not umctl’s to change, and it is said where it stands', async (_, text, from, complaint) => {
  write(head + text);
  const [step] = await node.plan(wanted());
  expect(step?.changes[0]?.from).toContain(from);
  expect(step?.cannot, 'the plan says so already').toContain(complaint);
  const output = await node.run(step?.command.run ?? { text: '' });
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(complaint) });
  expect(read()).toBe(head + text);
  expect(await route()).toContain('192.168.6.9');
});

test('a route that DHCP or a command sets right is right', async () => {
  await node.given('ip route replace default via 192.168.6.1 dev eth0');
  write('iface eth0 inet dhcp\n');
  expect(await node.plan(wanted())).toEqual([]);
  write(`${stanza}\tup ip route add default via 192.168.6.1 dev eth0\n`);
  expect(await node.plan(wanted())).toEqual([]);
});

test('another default route of the device, with a metric of its own, does not stay behind a changed gateway', async () => {
  write(`${head}${stanza}\tgateway 192.168.6.1\n`);
  await node.given(`ip route replace default via 192.168.6.1 dev eth0
ip route add default via 192.168.6.9 dev eth0 metric 100; ip link add eth1 type veth peer name far1; ip link set eth1 up; ip link set far1 up
ip addr add 10.0.0.2/24 dev eth1; ip route add default via 10.0.0.1 dev eth1 metric 200`);
  const [step] = await node.converge(wanted());
  expect(step?.changes).toEqual([
    {
      field: 'live',
      from: 'via 192.168.6.1 dev eth0, via 192.168.6.9 dev eth0 metric 100',
      to: 'via 192.168.6.1 dev eth0',
    },
  ]);
  const routes = (await route()).trim().split(/\s*\n/);
  expect(routes).toEqual(['default via 192.168.6.1 dev eth0', 'default via 10.0.0.1 dev eth1 metric 200']);
});
