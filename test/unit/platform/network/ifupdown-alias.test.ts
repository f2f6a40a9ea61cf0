import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { ifupdown } from '../../../../src/platform/providers/network/ifupdown.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'network'), { recursive: true });
  writeFileSync(join(node.etc, 'network/interfaces'), 'auto lo\niface lo inet loopback\n');
});
afterEach(() => node.close());

const wanted = (...addresses: readonly string[]) =>
  wantedBy(ifupdown, alias, { device: 'lo', label: 'lo:0', addresses, after: [] });
const stanza = () => readFileSync(join(node.etc, 'network/interfaces'), 'utf8').split('BEGIN umctl lo:0\n')[1];

test('one of IPv4 has the stanza that it always had, and others are added by commands beside it, which ifup(8) runs at boot', async () => {
  await node.given('ip addr add 192.168.6.240/32 dev lo label lo:0');
  await node.converge(...wanted('192.168.6.240'));
  expect(stanza()).toBe(
    'auto lo:0\niface lo:0 inet static\n\taddress 192.168.6.240\n\tnetmask 255.255.255.255\n# END umctl lo:0\n',
  );
  const all = ['192.168.6.240', '192.168.6.241', 'fd00:6::240'];
  await node.converge(...wanted(...all));
  const commands = [...(stanza() ?? '').matchAll(/\tup (.*)\n/g)].map(([, command = '']) => command);
  expect(commands).toEqual([
    'ip -4 addr replace 192.168.6.241/32 dev lo label lo:0',
    'ip -6 addr replace fd00:6::240/128 dev lo nodad preferred_lft 0',
  ]);
  await node.given(`ip addr del 192.168.6.241/32 dev lo; ip addr del fd00:6::240/128 dev lo
for _ in at-boot again; do ${commands.join('; ')}; done`);
  expect(await node.plan(...wanted(...all))).toEqual([]);
});

test('where there is none of IPv4 the stanza has commands only', async () => {
  await node.given('ip -6 addr add fd00:6::240/128 dev lo nodad preferred_lft 0');
  await node.converge(...wanted('fd00:6::240'));
  expect(stanza()).toMatch(/^auto lo:0\niface lo:0 inet manual\n\tup ip -6 addr replace fd00:6::240/);
});
