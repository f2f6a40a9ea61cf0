import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateway } from '../../../../src/platform/providers/network/scripts/gateway.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'sysconfig/network-scripts'), { recursive: true });
  await node.given(`ip link add eth0 address 02:00:00:00:0a:0b type veth peer name far0; ip link set eth0 up
ip link set far0 up; ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.9 dev eth0
mount -t sysfs sysfs /sys`);
});
afterEach(() => node.close());

const wanted = gateway({ gateway: '192.168.6.1', device: 'eth0' });
const path = (name: string) => join(node.etc, 'sysconfig/network-scripts', name);

test.each([
  ['HWADDR', 'HWADDR=02:00:00:00:0A:0B\nBOOTPROTO=static\nIPADDR=192.168.6.2\n'],
  ['NAME', 'NAME=eth0\nBOOTPROTO=static\nIPADDR=192.168.6.2\n'],
])('a file without DEVICE= is the device’s by its %s', async (_, text) => {
  writeFileSync(path('ifcfg-Auto'), text);
  writeFileSync(path('ifcfg-eth1'), 'DEVICE=eth1\nHWADDR=02:00:00:00:0a:0b\n');
  await node.converge(wanted);
  expect(readFileSync(path('ifcfg-Auto'), 'utf8')).toBe(`${text}GATEWAY=192.168.6.1\n`);
});

test.each([
  ['GATEWAY0=192.168.6.9\n', 'GATEWAY0=192.168.6.1\n', '192.168.6.9'],
  [
    'GATEWAY0=192.168.6.9\nGATEWAY=192.168.6.1\n',
    'GATEWAY0=192.168.6.1\nGATEWAY=192.168.6.1\n',
    '192.168.6.1 192.168.6.9',
  ],
])('%j is a gateway that the plan sees, and sets', async (before, after, from) => {
  writeFileSync(path('ifcfg-eth0'), `DEVICE=eth0\nIPADDR0=192.168.6.2\n${before}`);
  const [step] = await node.converge(wanted);
  expect(step?.changes[0]).toEqual({ field: 'GATEWAY', from, to: '192.168.6.1' });
  expect(readFileSync(path('ifcfg-eth0'), 'utf8')).toBe(`DEVICE=eth0\nIPADDR0=192.168.6.2\n${after}`);
});
