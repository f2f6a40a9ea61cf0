import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { refuseExposed } from '../../../src/engine/gather/own-exposed.ts';
import { file } from '../../../src/resources/file.ts';
import { askOwnExposed } from '../../../src/resources/shell/exposed.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs -o mode=755 none /run');
});
afterEach(() => node.close());

test.skipIf(!isRoot).each([
  ['mkdir -m 777 /var/lib/umctl', '/var/lib/umctl belongs to root:root and has mode 777'],
  ['mkdir /var/lib/umctl; chown nobody /var/lib/umctl', '/var/lib/umctl belongs to nobody:root and has mode 755'],
  ['mkdir -p /var/lib/umctl/kept; chmod 777 /var/lib/umctl/kept', '/var/lib/umctl/kept belongs to root:root'],
  [
    'mkdir -m 1777 /run/a; mkdir /run/a/b; chown nobody /run/a/b; ln -s /run/a/b /var/lib/umctl',
    '/run/a/b belongs to nobody',
  ],
])('no copy is kept where others may write: %s', async (given, why) => {
  await node.given(`${given}; echo old > /etc/a`);
  const [step] = await node.plan(file({ path: '/etc/a', content: 'new' }));
  const output = await node.run(step?.command.run ?? sh`:`, step?.command.stdin);
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(why) });
  expect(await node.given('cat /etc/a; ls -A /etc | grep umctl || :; find -L /var/lib/umctl -type f')).toBe('old\n');
});

test.skipIf(!isRoot).each([
  ['mkdir -m 777 /var/lib/umctl', '/var/lib/umctl belongs'],
  ['mkdir -p /var/lib/umctl/kept; chmod 777 /var/lib/umctl/kept', '/var/lib/umctl/kept belongs'],
  ['mkdir -p /var/lib/umctl/loaded; chown nobody /var/lib/umctl/loaded', '/var/lib/umctl/loaded belongs'],
  ['mkdir -p /var/lib/umctl/guard; chmod 777 /var/lib/umctl/guard', '/var/lib/umctl/guard belongs'],
  ['mkdir -m 777 /run/umctl.lock', '/run/umctl.lock belongs'],
  ['mkdir /run/umctl-drill; chown nobody /run/umctl-drill', '/run/umctl-drill belongs'],
  ['chmod 777 /run', '/run belongs'],
])('a host is refused before anything of its state is believed: %s', async (given, why) => {
  await node.given(given);
  const { stdout } = await node.run(askOwnExposed);
  expect(() => refuseExposed('n1', stdout)).toThrow(why);
});

test('a host is not refused for what umctl makes itself', async () => {
  await node.converge(file({ path: '/etc/a', content: 'new' }));
  expect(await node.run(askOwnExposed)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(() => refuseExposed('n1', '')).not.toThrow();
});
