import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { soleStanza } from '../../../../src/platform/providers/network/ifupdown-sole.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const write = (text: string, file = 'interfaces') => {
  mkdirSync(join(node.etc, 'network/interfaces.d'), { recursive: true });
  writeFileSync(join(node.etc, 'network', file), text);
};
const ours = '# BEGIN umctl lo:0\nauto lo:0\niface lo:0 inet static\n# END umctl lo:0\n';

test('umctl’s own stanza, others’ aliases and a host without ifupdown are no matter', async () => {
  expect(await node.plan(soleStanza({ label: 'lo:0' }))).toEqual([]);
  write(`iface lo inet loopback\niface lo:01 inet static\niface lo:0 inet6 auto\n${ours}`);
  expect(await node.plan(soleStanza({ label: 'lo:0' }))).toEqual([]);
});

test('a stanza that an admin wrote is named, and theirs to take out', async () => {
  write(`source interfaces.d/*\nauto lo:0\n  iface lo:0 inet static\n\taddress 192.168.6.240\n${ours}`);
  write('iface lo:0 inet manual', 'interfaces.d/x');
  const [step] = await node.plan(soleStanza({ label: 'lo:0' }));
  expect(step?.changes[0]?.from).toBe('/etc/network/interfaces:3 /etc/network/interfaces.d/x:1');
  expect(step?.cannot).toContain('interfaces.d/x:1: lo:0 is configured there already');
  expect(await node.run(step?.command.run ?? { text: '' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('interfaces.d/x:1: lo:0 is configured there already'),
  });
});
