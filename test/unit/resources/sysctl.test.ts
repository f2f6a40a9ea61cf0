import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sysctl } from '../../../src/resources/sysctl.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const settings = {
  'net.ipv4.conf.all.arp_ignore': 1,
  'net.ipv4.conf.all.arp_announce': 2,
  'net.ipv4.ip_local_port_range': ' 20000   30000',
  'net.ipv4.conf.lo.rp_filter': 2,
};
const wanted = (more: Readonly<Record<string, string>> = {}) =>
  sysctl({ path: join(node.root, '90-arp.conf'), settings: { ...settings, ...more } });

test('settings are in the file and live, with blanks folded', async () => {
  const [step] = await node.converge(wanted());
  expect(step?.changes.map((change) => change.field)).toEqual(['persisted', ...Object.keys(settings)]);
  expect(await node.given('cat /proc/sys/net/ipv4/conf/all/arp_ignore /proc/sys/net/ipv4/ip_local_port_range')).toBe(
    '1\n20000\t30000\n',
  );
  expect(readFileSync(join(node.root, '90-arp.conf'), 'utf8')).toContain(
    'net.ipv4.ip_local_port_range = 20000 30000\n',
  );
});

test('a live value that drifted is one change, and the file is not written again', async () => {
  await node.converge(wanted());
  await node.given('echo 0 > /proc/sys/net/ipv4/conf/all/arp_announce');
  const [step] = await node.converge(wanted());
  expect(step?.changes).toEqual([{ field: 'net.ipv4.conf.all.arp_announce', from: '0', to: '2' }]);
});

test('a file that says something else is one change', async () => {
  await node.converge(wanted());
  await node.given('echo "net.ipv4.ip_forward = 1" > 90-arp.conf');
  expect((await node.converge(wanted()))[0]?.changes.map((change) => change.field)).toEqual(['persisted']);
});

test('a setting that the kernel does not have, or a value it refuses, is named', async () => {
  const applied = async (setting: Readonly<Record<string, string>>) => {
    const [step] = await node.plan(wanted(setting));
    return node.run(step?.command.run ?? { text: '' }, step?.command.stdin);
  };
  expect((await applied({ 'net.ipv4.vs.no_such': '1' })).stderr).toContain(
    'this kernel has no setting net.ipv4.vs.no_such',
  );
  expect((await applied({ 'net.ipv4.conf.all.arp_ignore': 'x' })).stderr).toContain('the kernel refuses');
  expect(existsSync(join(node.root, '.90-arp.conf.umctl'))).toBe(false);
});

test('a name with a dot in one of its parts is written with a slash there', async () => {
  await node.given('ip link add veth.5 type veth peer name far0');
  await node.converge(sysctl({ path: join(node.root, 'x.conf'), settings: { 'net.ipv4.conf.veth/5.arp_ignore': 3 } }));
  expect(await node.given('cat /proc/sys/net/ipv4/conf/veth.5/arp_ignore')).toBe('3\n');
});

test('a value that a program has set aside counts as the live one, and is the one that is changed', async () => {
  const aside = join(node.root, 'aside');
  const name = 'net.ipv4.conf.all.arp_ignore';
  const one = sysctl({ path: join(node.root, '90-arp.conf'), settings: { [name]: 1 }, setAside: { [name]: aside } });
  await node.converge(one);
  await node.given(`echo 1 > aside; echo 0 > /proc/sys/net/ipv4/conf/all/arp_ignore`);
  expect(await node.plan(one)).toEqual([]);
  await node.given('echo 2 > aside');
  expect((await node.converge(one))[0]?.changes).toEqual([{ field: name, from: '2', to: '1' }]);
  expect(await node.given('cat aside /proc/sys/net/ipv4/conf/all/arp_ignore; rm aside')).toBe('1\n0\n');
  expect((await node.converge(one))[0]?.changes).toEqual([{ field: name, from: '0', to: '1' }]);
  expect(await node.given('cat /proc/sys/net/ipv4/conf/all/arp_ignore')).toBe('1\n');
});
