import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { networkScripts } from '../../../../src/platform/providers/network/scripts/network.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'sysconfig/network-scripts'), { recursive: true });
  mkdirSync(join(node.etc, 'rc.d'));
  writeFileSync(join(node.etc, 'rc.d/rc.local'), '#!/bin/bash\ntouch /var/lock/subsys/local\n');
  chmodSync(join(node.etc, 'rc.d/rc.local'), 0o644);
});
afterEach(() => node.close());

/** All but the address itself, which ifup brings up. */
const files = () =>
  wantedBy(networkScripts, alias, { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] }).filter(
    (resource) => !resource.id.startsWith('address'),
  );
const ifcfg = (name: string) => join(node.etc, 'sysconfig/network-scripts', name);

test('the alias has a /32 whose network and broadcast address are its own', async () => {
  await node.converge(...files());
  const said = readFileSync(ifcfg('ifcfg-lo:0'), 'utf8').split('\n');
  expect(said).toEqual(
    expect.arrayContaining([
      'DEVICE=lo:0',
      'IPADDR=192.168.6.240',
      'NETMASK=255.255.255.255',
      'NETWORK=192.168.6.240',
      'BROADCAST=192.168.6.240',
      'ONBOOT=yes',
    ]),
  );
});

test('rc.local is run, though it was not before, and sets the settings once more after what it did', async () => {
  await node.converge(...files());
  const path = join(node.etc, 'rc.d/rc.local');
  expect(statSync(path).mode & 0o111).toBe(0o111);
  expect(readFileSync(path, 'utf8')).toMatch(
    /^#!\/bin\/bash\ntouch .*\n# BEGIN umctl sysctl\nif .*sysctl.*\n.* -p \/etc\/sysctl.conf/,
  );
  expect(await node.plan(...files())).toEqual([]);
  chmodSync(path, 0o644);
  expect((await node.plan(...files())).map(({ id }) => id)).toEqual(['command /etc/rc.d/rc.local may be run']);
});

test('rc.local is made a script where there is none', async () => {
  const path = join(node.etc, 'rc.d/rc.local');
  rmSync(path);
  await node.converge(...files());
  expect(readFileSync(path, 'utf8')).toMatch(/^#!\/bin\/sh\n# BEGIN umctl sysctl\n/);
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

test('several have a file each, and the file of one that is wanted no more goes, but no admin’s', async () => {
  writeFileSync(ifcfg('ifcfg-lo:7'), 'DEVICE=lo:7\nIPADDR=10.1.1.1\n');
  const several = (...addresses: readonly string[]) =>
    wantedBy(networkScripts, alias, { device: 'lo', label: 'lo:0', addresses, after: [] }).filter(
      (resource) => !resource.id.startsWith('address'),
    );
  await node.converge(...several('192.168.6.240', '192.168.6.241', '192.168.6.242'));
  expect(readFileSync(ifcfg('ifcfg-lo:102'), 'utf8')).toContain('DEVICE=lo:102\nIPADDR=192.168.6.242\n');
  const others = several('192.168.6.240', '192.168.6.242').find(({ type }) => type === 'no other aliases');
  expect(others?.restorable, 'what it removes is kept').toBe('files');
  await node.converge(...several('192.168.6.240', '192.168.6.242'));
  const names = readdirSync(join(node.etc, 'sysconfig/network-scripts'));
  expect(names.toSorted()).toEqual(['ifcfg-lo:0', 'ifcfg-lo:101', 'ifcfg-lo:7']);
  expect(readFileSync(ifcfg('ifcfg-lo:101'), 'utf8')).toContain('IPADDR=192.168.6.242\n');
  expect(await node.plan(...several('192.168.6.240', '192.168.6.242'))).toEqual([]);
});

test('another file for the same alias or address is named, and theirs to take out', async () => {
  writeFileSync(ifcfg('ifcfg-lo'), 'DEVICE=lo\nIPADDR=127.0.0.1\n');
  writeFileSync(ifcfg('ifcfg-lo:1'), 'DEVICE=lo:1\nIPADDR=192.168.6.24\n');
  expect((await node.plan(...files())).map(({ id }) => id)).not.toContain('sole alias lo:0');
  writeFileSync(ifcfg('ifcfg-lo:2'), 'DEVICE=lo:2\n IPADDR="192.168.6.240"\n');
  const step = (await node.plan(...files())).find(({ id }) => id === 'sole alias lo:0');
  expect(step?.cannot).toContain('ifcfg-lo:2: lo:0 is configured there already');
  expect(await node.run(step?.command.run ?? { text: '' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('ifcfg-lo:2: lo:0 is configured there already'),
  });
});

test.each([
  "DEVICE='lo:2'\nIPADDR='192.168.6.240'\n",
  'DEVICE=lo:2\nIPADDR="192.168.6.240" # the service\n',
  'DEVICE="lo:0"   \n',
])('a file counts as the scripts read it: %j', async (text) => {
  writeFileSync(ifcfg('ifcfg-lo:2'), text);
  expect((await node.plan(...files())).find(({ id }) => id === 'sole alias lo:0')?.cannot).toContain('ifcfg-lo:2: ');
});

test.each(['ifcfg-lo:0.bak', 'ifcfg-lo:0~', 'ifcfg-lo:0.rpmsave'])(
  'one that they pass over is in nobody’s way: %s',
  async (name) => {
    writeFileSync(ifcfg(name), 'DEVICE=lo:0\nIPADDR=192.168.6.240\n');
    expect((await node.plan(...files())).map(({ id }) => id)).not.toContain('sole alias lo:0');
  },
);

test('each alias is brought up by itself, as the ifup of a device takes away aliases that have no file', async () => {
  const several = wantedBy(networkScripts, alias, {
    ...{ device: 'lo', label: 'lo:0', addresses: ['192.168.6.240', '192.168.6.241'], after: [] },
  }).filter(({ id }) => id.startsWith('address'));
  // All that initscripts does for `ifup lo:0` where the address is not there yet.
  const ifup = `ifup() { echo "$1" >> "$TOLD"; . "/etc/sysconfig/network-scripts/ifcfg-$1"; ip addr add "$IPADDR/32" dev lo label "$DEVICE"; }`;
  await node.converge(...files());
  const [first] = several;
  const { run } = first?.apply(() => true) ?? expect.fail();
  await node.given(`TOLD=${join(node.root, 'told')}\n${ifup}\n${run.text}`);
  expect(readFileSync(join(node.root, 'told'), 'utf8')).toBe('lo:0\n');
  expect(await node.plan(...several.slice(0, 1))).toEqual([]);
});
