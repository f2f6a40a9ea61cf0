import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateway } from '../../../../src/platform/providers/network/scripts/gateway.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'sysconfig/network-scripts'), { recursive: true });
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.9 dev eth0`);
});
afterEach(() => node.close());

const wanted = () => gateway({ gateway: '192.168.6.1', device: 'eth0' });
const file = (name: string) => join(node.etc, 'sysconfig', name);
const write = (text: string, name = 'network-scripts/ifcfg-eth0') => writeFileSync(file(name), text);
const read = (name = 'network-scripts/ifcfg-eth0') => readFileSync(file(name), 'utf8');
const route = () => node.given('ip route show 0/0');

const STATIC = 'DEVICE=eth0\nBOOTPROTO=static\nIPADDR=192.168.6.2\nNETMASK=255.255.255.0\n';

test.each([
  [
    'where it stands',
    `${STATIC}GATEWAY="192.168.6.9" # old\nONBOOT=yes\n`,
    `${STATIC}GATEWAY=192.168.6.1\nONBOOT=yes\n`,
  ],
  ['where there was none', `${STATIC}ONBOOT=yes\n`, `${STATIC}ONBOOT=yes\nGATEWAY=192.168.6.1\n`],
  ['behind a last line without its end', `${STATIC}ONBOOT=yes`, `${STATIC}ONBOOT=yes\nGATEWAY=192.168.6.1\n`],
])('GATEWAY is set %s, GATEWAYDEV for all, and the route is live', async (_, before, after) => {
  write(before);
  write('NETWORKING=yes\nHOSTNAME=n1\n', 'network');
  const [step] = await node.converge(wanted());
  expect(step?.changes.map(({ field }) => field)).toEqual(['GATEWAY', 'GATEWAYDEV', 'live']);
  expect(read()).toBe(after);
  expect(read('network')).toBe('NETWORKING=yes\nHOSTNAME=n1\nGATEWAYDEV=eth0\n');
  expect(await route()).toMatch(/^default via 192.168.6.1 dev eth0\s*$/);
  expect(readdirSync(file('network-scripts'))).toEqual(['ifcfg-eth0']);
  expect(await node.given('cat /var/lib/umctl/kept/*/was/etc/sysconfig/network-scripts/ifcfg-eth0')).toBe(before);
});

test('the file of a device may have another name; backups and aliases are none', async () => {
  for (const name of ['ifcfg-eth0.bak', 'ifcfg-eth0:0', 'ifcfg-a~']) write(STATIC, `network-scripts/${name}`);
  write(`HWADDR=02:00:00:00:00:01\n${STATIC.replace('eth0', "'eth0'")}`, 'network-scripts/ifcfg-System_eth0');
  await node.converge(wanted());
  expect(read('network-scripts/ifcfg-System_eth0')).toContain('GATEWAY=192.168.6.1\n');
  expect(read('network')).toBe('GATEWAYDEV=eth0\n');
});

test('a lower metric does not keep another route in use', async () => {
  write(STATIC);
  await node.given('ip route del default; ip route add default via 192.168.6.9 dev eth0 metric 50');
  await node.converge(wanted());
  expect((await route()).split('\n')[0]).toMatch(/^default via 192.168.6.1 dev eth0\s*$/);
});

test('where there is no default route yet, it is set', async () => {
  write(STATIC);
  await node.given('ip route del default');
  await node.converge(wanted());
  expect(await route()).toMatch(/^default via 192.168.6.1 dev eth0\s*$/);
});

/** Has `service network restart` do this, as far as the network scripts are in the node. */
const restarting = (text: string) =>
  node.given(`printf '%s\\n' '#!/bin/sh' '[ "$*" = "network restart" ] || exit 1' '${text}' > service
chmod +x service; mount --bind service "$(command -v service)"`);

test('a kernel that takes no route has the network started anew, and nothing is said to be right that is not', async () => {
  write(STATIC);
  await node.given('ip addr flush dev eth0');
  await restarting(':');
  const [step] = await node.plan(wanted());
  expect(await node.run(step?.command.run ?? { text: '' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'no default route via 192.168.6.1 dev eth0, even after the network was started anew',
    ),
  });
  await restarting('ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.1 dev eth0');
  await node.converge(wanted());
  expect(await route()).toMatch(/^default via 192.168.6.1 dev eth0\s*$/);
});

test('a file that cannot be written ends it also in a shell that a failed subshell does not end', async () => {
  write(STATIC);
  symlinkSync('/nowhere/at/all', file('network'));
  // What bash before 4 makes of set -e.
  const old = (text: string) =>
    text
      .replace(/^(.*)\(\n(# shared:\njudge\(\) \{)$/gm, 'set +e; $1(set -e\n$2')
      .replace(/^\)\n(.*)$/gm, ')\n$1; set -e');
  const [step] = await node.plan(wanted());
  const text = old(step?.command.run.text ?? '');
  expect(text.match(/set \+e/g)).toHaveLength(3);
  expect(await node.run({ text })).toMatchObject({ code: 1, stderr: expect.stringContaining('a link to nowhere') });
  expect(await route()).toContain('192.168.6.9');
});

test.each([
  ['DHCP', { 'network-scripts/ifcfg-eth0': 'DEVICE=eth0\nBOOTPROTO=dhcp\n' }, 'BOOTPROTO=dhcp in'],
  ['DEFROUTE', { 'network-scripts/ifcfg-eth0': `${STATIC}DEFROUTE=no\n` }, 'DEFROUTE=no in'],
  [
    'a file of routes',
    { 'network-scripts/ifcfg-eth0': STATIC, 'network-scripts/route-eth1': 'default via 10.0.0.1\n' },
    'route-eth1',
  ],
  [
    'a file of routes by variables',
    { 'network-scripts/ifcfg-eth0': STATIC, 'network-scripts/route-eth0': 'ADDRESS0="0.0.0.0"\nGATEWAY0=10.0.0.1\n' },
    'route-eth0',
  ],
  ['nobody', {}, 'no ifcfg file for eth0'],
])('what %s decides is not umctl’s to change, and it is said where it stands', async (_, files, complaint) => {
  for (const [name, text] of Object.entries(files)) write(text, name);
  const [step] = await node.plan(wanted());
  expect(step?.changes.find(({ field }) => field === 'elsewhere')?.from).toContain(complaint);
  expect(step?.cannot).toContain(complaint);
  expect(await node.run(step?.command.run ?? { text: '' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(complaint),
  });
  for (const [name, text] of Object.entries(files)) expect(read(name)).toBe(text);
  expect(await route()).toContain('192.168.6.9');
});

test('what the scripts take for a fixed address, and files that they pass over, decide nothing', async () => {
  write(STATIC.replace('static', "'None'"));
  write('default via 192.168.6.9\n', 'network-scripts/route-eth0.bak');
  await node.converge(wanted());
  expect(read()).toContain('GATEWAY=192.168.6.1\n');
});

test('a route that DHCP sets right is right, but for aliases that would set their own', async () => {
  write('DEVICE=eth0\nBOOTPROTO=dhcp\n');
  await node.given('ip route replace default via 192.168.6.1 dev eth0');
  const [step] = await node.converge(wanted());
  expect(step?.changes).toEqual([{ field: 'GATEWAYDEV', from: undefined, to: 'eth0' }]);
});
