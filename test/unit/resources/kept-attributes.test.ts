import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateway as ifupdownGateway } from '../../../src/platform/providers/network/ifupdown-gateway.ts';
import { gateway as scriptsGateway } from '../../../src/platform/providers/network/scripts/gateway.ts';
import { block } from '../../../src/resources/block.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  for (const directory of ['network', 'sysconfig/network-scripts'])
    mkdirSync(join(node.etc, directory), { recursive: true });
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.9 dev eth0`);
});
afterEach(() => node.close());

const TO = { gateway: '192.168.6.1', device: 'eth0' };
const IFUPDOWN = 'auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet static\n\taddress 192.168.6.2/24\n';
const IFCFG = 'DEVICE=eth0\nBOOTPROTO=static\nIPADDR=192.168.6.2\nNETMASK=255.255.255.0\n';

test.skipIf(!isRoot).each([
  ['a block', 'rc.local', 'mine\n', () => block({ path: '/etc/rc.local', name: 'x', content: '192.168.6.1' })],
  ['the gateway of ifupdown', 'network/interfaces', IFUPDOWN, () => ifupdownGateway(TO)],
  ['the gateway of network scripts', 'sysconfig/network-scripts/ifcfg-eth0', IFCFG, () => scriptsGateway(TO)],
])('%s leaves an admin’s file its ACL and extended attributes', async (_, name, content, wanted) => {
  writeFileSync(join(node.etc, name), content);
  await node.given(`cd /etc; setfacl -m u:nobody:r ${name}; setfattr -n user.origin -v here ${name}`);
  const [step] = await node.converge(wanted());
  expect(step?.changes.length).toBeGreaterThan(0);
  expect(await node.given(`grep -c 192.168.6.1 /etc/${name}`)).toBe('1\n');
  expect(await node.given(`cd /etc; getfattr --only-values -n user.origin ${name}`)).toBe('here');
  expect(await node.given(`cd /etc; ls -l ${name}`)).toMatch(/^-rw-r--r--\+/);
});
