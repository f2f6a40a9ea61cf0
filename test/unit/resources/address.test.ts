import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { address } from '../../../src/resources/address.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('ip link add eth0 type veth peer name far0; ip link set eth0 up');
});
afterEach(() => node.close());

const vip = () => address({ device: 'lo', label: 'lo:0', address: '192.168.6.240', prefix: 32 });
const lo = () =>
  node.given(`ip -4 -o addr show dev lo | while read -r _ _ _ cidr _ _ l _; do echo $cidr \${l%?}; done`);

test.each([
  ['nothing there', ':'],
  ['a whole net on lo, which would swallow it', 'ip addr add 192.168.6.240/24 dev lo label lo:0'],
  ['the same under another label', 'ip addr add 192.168.6.240/24 dev lo'],
  ['an old address under the label', 'ip addr add 192.168.6.239/32 dev lo label lo:0'],
  ['two old addresses', 'ip addr add 10.1.1.1/32 dev lo label lo:0; ip addr add 10.1.1.2/24 dev lo label lo:0'],
  ['two of one net', 'ip addr add 10.1.1.1/24 dev lo label lo:0; ip addr add 10.1.1.2/24 dev lo label lo:0'],
])('one apply brings it up, and only it: %s', async (_, state) => {
  await node.given(state);
  await node.converge(vip());
  expect(await lo()).toBe('127.0.0.1/8 lo\n192.168.6.240/32 lo:0\n');
});

test('heartbeat gave it back to lo without its label: nothing to do', async () => {
  await node.given('ip addr add 192.168.6.240/32 brd 255.255.255.255 dev lo');
  expect(await node.plan(vip())).toEqual([]);
});

test('heartbeat holds it on the segment: nothing to do, and an old one goes without it coming back to lo', async () => {
  await node.given('ip addr add 192.168.6.240/24 dev eth0');
  expect(await node.plan(vip())).toEqual([]);
  await node.given('ip addr add 192.168.6.239/32 dev lo label lo:0');
  await node.converge(vip());
  expect(await lo()).toBe('127.0.0.1/8 lo\n');
});

test('another alias on lo is left alone', async () => {
  await node.given('ip addr add 10.9.9.9/32 dev lo label lo:1');
  await node.converge(vip());
  expect(await lo()).toContain('10.9.9.9/32 lo:1\n');
});

test('it comes up the way it is told to, and it is said when it does not', async () => {
  const idle = address({ device: 'lo', label: 'lo:0', address: '10.0.0.9', prefix: 32, up: sh`echo told` });
  const [step] = await node.plan(idle);
  expect(await node.run(step?.command.run ?? sh`:`)).toEqual({
    code: 1,
    stdout: 'told\n',
    stderr: '10.0.0.9 did not come up on lo\n',
  });
});

const ipv6 = () => address({ device: 'lo', label: 'lo:0', address: 'fd00:6::240', prefix: 128 });
const lo6 = () => node.given('ip -6 -o addr show dev lo scope global | sed "s/ *valid_lft forever//"');
const DEPRECATED = /^1: lo +inet6 fd00:6::240\/128 scope global nodad deprecated \\ preferred_lft 0sec\n$/;

test.each([
  ['nothing there', ':'],
  ['a whole net', 'ip -6 addr add fd00:6::240/64 dev lo nodad'],
  ['one that connections may come from', 'ip -6 addr add fd00:6::240/128 dev lo'],
])('an address of IPv6 is no source of connections: %s', async (_, state) => {
  await node.given(state);
  await node.converge(ipv6());
  expect((await lo6()).replace(' nodad', '').replace('global', 'global nodad')).toMatch(DEPRECATED);
});

test('an address of IPv6 that is on the segment is left there, and others on lo are left alone', async () => {
  await node.given('ip -6 addr add fd00:6::240/128 dev eth0 nodad; ip -6 addr add fd00:6::9/128 dev lo');
  expect(await node.plan(ipv6())).toEqual([]);
  await node.given('ip -6 addr del fd00:6::240/128 dev eth0');
  await node.converge(ipv6());
  expect(await lo6()).toContain('fd00:6::9/128');
});

test('where IPv6 is off the plan says so, and how to turn it on', async () => {
  await node.given('echo 1 > /proc/sys/net/ipv6/conf/lo/disable_ipv6');
  const [step] = await node.plan(ipv6());
  expect(step?.cannot).toBe('IPv6 is off on lo: set net.ipv6.conf.lo.disable_ipv6 to 0, now and at boot');
});

test('several under one label: each comes and goes by itself, and only the first by what brings up all', async () => {
  const all = ['192.168.6.240', '192.168.6.241'];
  const several = (...addresses: readonly string[]) =>
    addresses.map((one) => {
      const beside = addresses.filter((other) => other !== one);
      return address({
        device: 'lo',
        label: 'lo:0',
        address: one,
        prefix: 32,
        beside,
        up: sh`echo $1; ip addr flush lo; false`,
      });
    });
  await node.given('ip addr add 192.168.6.240/32 dev lo label lo:0');
  await node.converge(...several(...all));
  expect(await node.plan(...several(...all))).toEqual([]);
  await node.converge(...several('192.168.6.241'));
  expect(await lo()).toBe('127.0.0.1/8 lo\n192.168.6.241/32 lo:0\n');
});
