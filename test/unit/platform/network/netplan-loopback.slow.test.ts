import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { within } from '../../engine/guard-node.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

let node: NetworkdNode;
afterEach(() => node.close());

const VIRTUAL = { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] };

/** As guides to direct routing have it, among others, with a name of the definition's own. */
const loopback = (id: string, addresses: string) => `network:
  version: 2
  ethernets:
    "${id}":
      match: {name: lo}
      addresses: [${addresses}]
`;

test.each([
  ['lo', '10.1.1.1/32'],
  ['lo:0', '10.1.1.1/32'],
  ['a-service', '10.1.1.1/32'],
  ['lo:0', '10.1.1.1/32, 192.168.6.240/32'],
])('what an admin’s file of netplan has for lo, as %j, stays beside the virtual address: %s', async (id, addresses) => {
  const admins = loopback(id, addresses);
  node = await openNetworkdNode({
    'netplan/50-cloud-init.yaml':
      'network:\n  version: 2\n  ethernets:\n    eth0: {addresses: [192.168.6.2/24], link-local: []}\n',
    'netplan/60-lo.yaml': admins,
  });
  const all = () => node.want(alias, VIRTUAL);
  await node.converge(...(await all()));
  const after = async (when: string) => {
    // One that is there already without its label stays as it is.
    const has = async (address: RegExp) => address.test(await node.live());
    await within(
      60,
      when,
      async () => (await has(/^lo +inet 10\.1\.1\.1\/32 /m)) && has(/^lo +inet 192\.168\.6\.240\/32 /m),
    );
    expect(await node.plan(...(await all())), when).toEqual([]);
  };
  await after('they are there');
  await node.given('ip -4 addr flush dev lo; ip addr add 127.0.0.1/8 dev lo');
  await node.restart();
  await after('they are there after a boot');
  expect(readFileSync(join(node.etc, 'netplan/60-lo.yaml'), 'utf8')).toBe(admins);
});
