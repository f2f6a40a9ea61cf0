import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { noAddress } from '../../../../src/resources/no-address.ts';
import { within } from '../../engine/guard-node.ts';
import { type NetworkdNode, openNetworkdNode } from './networkd-node.ts';

let node: NetworkdNode;
afterEach(() => node.close());

const OWNERS = [
  [
    'networkd',
    {
      'systemd/network/20-wired.network':
        '[Match]\nName=eth0\n\n[Network]\nLinkLocalAddressing=no\nAddress=192.168.6.2/24\n',
    },
    'systemd/network/05-umctl-lo-0.network',
  ],
  [
    'netplan',
    {
      'netplan/50-cloud-init.yaml':
        'network:\n  version: 2\n  ethernets:\n    eth0: {addresses: [192.168.6.2/24], link-local: []}\n',
    },
    'netplan/99-umctl-lo-0.yaml',
  ],
] as const;

const [A, B, C] = ['192.168.6.240', '192.168.6.241', 'fd00:6::240'];
const wanted = (...addresses: readonly string[]) =>
  node.want(alias, { device: 'lo', label: 'lo:0', addresses, after: [] });
const onLo = async () =>
  (await node.given('ip -o addr show dev lo scope global'))
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^\S+ lo +inet6? (\S+) .*scope global (.*?) *\\.*$/, '$1 $2'))
    .toSorted();
const ALL = [`${A}/32 lo:0`, `${B}/32 lo:0`, `${C}/128 nodad deprecated`];

test.each(OWNERS)('%s: several addresses of both families come, stay and outlast it', async (_, files, own) => {
  node = await openNetworkdNode(files);
  await node.converge(...(await wanted(A, B, C)));
  // The flag says who has put it there; this host has a new kernel, and others write it otherwise.
  const alike = (lines: readonly string[]) =>
    lines.map((line) => line.replace('nodad ', '').replace('noprefixroute ', ''));
  expect(alike(await onLo())).toEqual(alike(ALL));
  expect(await node.plan(...(await wanted(A, B, C)))).toEqual([]);
  await node.restart();
  await within(60, 'all are there', async () => (await onLo()).length === 3);
  expect(alike(await onLo())).toEqual(alike(ALL));
  expect(await node.plan(...(await wanted(A, B, C)))).toEqual([]);
  expect(readFileSync(join(node.etc, own), 'utf8')).toContain('fd00:6::240/128');
});

test.each(OWNERS)('%s: one that comes or goes leaves the others as they are', async (_, files) => {
  node = await openNetworkdNode(files);
  await node.converge(...(await wanted(A, C)));
  await node.given('ip -o monitor address > monitored 2>&1 </dev/null & echo $! > monitor');
  // It hears what is told from some moment on: an address that comes and goes until it shows is before all else, and after it.
  const heard = (last: string) =>
    node.given(`until grep -q '${last}/32' monitored; do
  ip addr add ${last}/32 dev eth0; ip addr del ${last}/32 dev eth0; sleep 0.1
done`);
  await heard('10.9.9.1');
  await node.converge(...(await wanted(A, B, C)));
  await node.converge(noAddress({ device: 'lo', address: C }), ...(await wanted(B, A)));
  await heard('10.9.9.2');
  await node.given('kill $(cat monitor)');
  const seen = readFileSync(join(node.root, 'monitored'), 'utf8');
  expect(seen).toMatch(/inet 192\.168\.6\.241\/32/);
  expect(seen).toMatch(/Deleted.*fd00:6::240\/128/);
  expect(seen).not.toContain('Deleted 1: lo    inet ');
  expect(await onLo()).toEqual(ALL.slice(0, 2));
  await node.restart();
  await within(60, 'both are there', async () => (await onLo()).length === 2);
  expect(await onLo()).toEqual(ALL.slice(0, 2));
});
