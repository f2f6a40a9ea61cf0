import { afterEach, beforeEach, expect, test } from 'vitest';
import { chkconfig } from '../../../../src/platform/providers/services/sysv.ts';
import { service } from '../../../../src/resources/service.ts';
import { type Node, openNode } from '../../resources/node.ts';

const STAND_IN = new URL('../../../../lab/image/recipes/redhat/files/legacy/usr/sbin/chkconfig', import.meta.url)
  .pathname;

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given(`mkdir -p /etc/rc.d/init.d
for n in 0 1 2 3 4 5 6; do mkdir /etc/rc.d/rc$n.d; ln -s rc.d/rc$n.d /etc/rc$n.d; done
ln -s rc.d/init.d /etc/init.d
printf '#!/bin/sh\\n# chkconfig: 2345 92 8\\n[ "$1" != status ] || exit 3\\n' > /etc/init.d/x
chmod 755 /etc/init.d/x
mount -t tmpfs tmpfs /usr/local/bin; cp ${STAND_IN} /usr/local/bin; chmod 755 /usr/local/bin/chkconfig`);
});
afterEach(() => node.close());

const starts = async () =>
  (await node.given('ls -d /etc/rc[0-6].d/S*x 2>/dev/null || :')).trim().split('\n').filter(Boolean);
const off = service({ name: 'x', enabled: false, init: chkconfig });

test('what does not start at boot stays so when its package is updated, which adds it again', async () => {
  await node.given('chkconfig --add x');
  expect(await starts()).toHaveLength(4);
  await node.converge(off);
  expect(await starts()).toEqual([]);
  await node.given('chkconfig --add x');
  expect(await starts()).toEqual([]);
  expect(await node.plan(off)).toEqual([]);
});

test('one that an older umctl took out is planned once, before an update brings it back', async () => {
  await node.given('chkconfig --add x; chkconfig --del x');
  expect(await node.plan(off)).toMatchObject([
    { changes: [{ field: 'enabled', from: 'no, until its package is updated', to: false }] },
  ]);
  await node.converge(off);
  await node.given('chkconfig --add x');
  expect(await starts()).toEqual([]);
});

test('and is enabled again in all its run levels', async () => {
  await node.converge(off);
  await node.converge(service({ name: 'x', enabled: true, init: chkconfig }));
  expect(await starts()).toHaveLength(4);
});
