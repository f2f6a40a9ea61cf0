import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { selinuxBoolean } from '../../../src/resources/selinux-boolean.ts';
import { type Node, openNode } from './node.ts';

const NAME = 'keepalived_connect_any';
const on = selinuxBoolean({ name: NAME, wanted: 'on' });
const asBefore = selinuxBoolean({ name: NAME, wanted: 'as before' });

let node: Node;
beforeEach(async () => {
  node = await openNode();
  // Does what setsebool(8) does, which needs a kernel with SELinux.
  writeFileSync(
    join(node.root, 'setsebool'),
    `#!/bin/sh
[ "$1" = -P ] || exit 1
case $3 in on) is=1 ;; off) is=0 ;; *) exit 1 ;; esac
echo "$is $is" > "/sys/fs/selinux/booleans/$2"
echo "$2=$is" > /etc/selinux/targeted/active/booleans.local
`,
    { mode: 0o755 },
  );
  await node.given(`mount -t tmpfs none /sys/fs; mkdir -p /sys/fs/selinux/booleans /etc/selinux/targeted/active /var/lib/umctl
echo '0 0' > /sys/fs/selinux/booleans/${NAME}
mount -t tmpfs none /usr/local/bin; cp setsebool /usr/local/bin`);
});
afterEach(() => node.close());

const value = async () => (await node.given(`cat /sys/fs/selinux/booleans/${NAME}`)).trim();

test('it is set for good, and off again when nobody needs it', async () => {
  await node.converge(on);
  expect(await value()).toBe('1 1');
  await node.converge(asBefore);
  expect(await value()).toBe('0 0');
});

test('what an admin has set stays, and what is on until the next boot only is set for good', async () => {
  await node.given(`echo '1 1' > /sys/fs/selinux/booleans/${NAME}`);
  expect(on.parse(await node.run(on.probe))).toMatchObject({ now: 'on', atBoot: 'off' });
  await node.converge(on);
  await node.converge(asBefore);
  expect(await value()).toBe('1 1');
});

test('a host without the program says which package has it', async () => {
  await node.given('mount -t tmpfs none /usr/sbin; rm /usr/local/bin/setsebool');
  expect(on.parse(await node.run(on.probe))).toMatchObject({ cannot: expect.stringContaining('policycoreutils') });
  expect(asBefore.parse(await node.run(asBefore.probe))).toEqual({ now: 'off', atBoot: 'off', setBy: 'nobody' });
});
