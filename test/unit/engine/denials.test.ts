import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check } from '../../../src/core/check.ts';
import { sh } from '../../../src/core/sh.ts';
import { denialsIn } from '../../../src/engine/gate/denials.ts';
import { tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

/** Of two hosts: the log of auditd from redhat-openstack/openstack-selinux#76, the kernel's from acassen/keepalived#757. */
const captured = readFileSync(join(import.meta.dirname, 'captured/denials.txt'), 'utf8');

const setattr = 'keepalived (keepalived_t): setattr on file 0a74a7c4-8735-4aea-8b16-0e46780c9a39.pid.keepalived';

let hosts: Hosts;
beforeEach(async () => {
  hosts = await openHosts('n1');
  await hosts.node('n1').given(`mount -t tmpfs none /sys/fs; mkdir /sys/fs/selinux; echo 1 > /sys/fs/selinux/enforce
mount -t tmpfs none /var/log; mkdir /var/log/audit /var/lib/umctl`);
});
afterEach(() => hosts.close());

const verify = async (complaint: string | undefined) => {
  const { events } = await tell('verify', hosts, {
    wanted: () => [],
    checks: (host) => [check('serves', host, sh`:`, () => complaint)],
  });
  return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
};

test('what is denied is told in the order of its time, the latest first, as the audit log and the kernel have it', () => {
  expect(denialsIn(captured)).toEqual([
    `${setattr} (neutron_var_lib_t)`,
    'keepalived (keepalived_t): setattr on file 1171ec49-19e7-4b89-a97c-88d5e8732bf8.pid.keepalived (neutron_var_lib_t)',
    'keepalived (keepalived_t): open on file /proc/sys/net/ipv4/conf/all/rp_filter (sysctl_net_t)',
  ]);
  expect(denialsIn(`${captured}${captured}`)[0]).toContain('(2 times)');
  expect(denialsIn(`changed 1622799390\n${captured}`)).toEqual([`${setattr} (neutron_var_lib_t)`]);
});

test('a check that fails is told with what SELinux denied since the last change, and no other', async () => {
  await hosts.node('n1').given(`cat > /var/log/audit/audit.log <<'END'\n${captured}END
touch -d @1622799390 /var/lib/umctl`);
  expect(await verify(undefined)).toEqual([]);
  const [told] = await verify('nobody answers');
  expect(told).toMatch(/^n1: SELinux denies since the last change: .*0a74a7c4.*ausearch/);
  expect(told).not.toContain('1171ec49');
  await hosts.node('n1').given('touch /var/lib/umctl');
  expect(await verify('nobody answers')).toEqual([]);
});
