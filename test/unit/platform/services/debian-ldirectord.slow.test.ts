import { afterEach, beforeEach, expect, test } from 'vitest';
import { LDIRECTORD_SERVICE } from '../../../../roles/ldirectord/process.ts';
import { updateRcD } from '../../../../src/platform/providers/services/sysv.ts';
import { service } from '../../../../src/resources/service.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { debianLdirectord } from '../../roles/ldirectord/debian-ldirectord.ts';

const { root } = debianLdirectord();

let node: Node;
beforeEach(async () => {
  node = await openNode();
  // Debian's own script, where umctl's configuration is in /etc/ha.d: there is no /etc/ldirectord.cf.
  await node.given(`mount -t tmpfs tmpfs /run; mkdir -p /run/lock /etc/init.d /etc/rc0.d /etc/rc1.d /etc/rc6.d
for n in 2 3 4 5; do mkdir /etc/rc$n.d; ln -s ../init.d/ldirectord /etc/rc$n.d/K01ldirectord; done
cp ${root}/etc/init.d/ldirectord /etc/init.d
mount -t overlay -o lowerdir=${root}/usr/sbin:/usr/sbin overlay /usr/sbin
service ldirectord status; service ldirectord start; service ldirectord stop`);
});
afterEach(() => node.close());

const off = service({ ...LDIRECTORD_SERVICE, enabled: false, running: false, init: updateRcD });

test('an ldirectord that does not run is no step, though its init script ends well whatever it is asked', async () => {
  expect(await node.plan(off)).toEqual([]);
});

test('one that heartbeat started is ended, though its init script does nothing', async () => {
  await node.given(
    `bash -c 'exec -a "/usr/bin/perl -w /usr/sbin/ldirectord ldirectord.cf start" sleep 600' > /dev/null 2>&1 &
echo $! > /var/run/ldirectord.ldirectord.cf.pid`,
  );
  expect((await node.converge(off)).length).toBe(1);
});
