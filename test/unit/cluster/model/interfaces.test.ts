import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import gateway from '../../../../roles/gateway/role.ts';
import handover from '../../../../roles/heartbeat/handover/role.ts';
import heartbeat from '../../../../roles/heartbeat/role.ts';
import realserver from '../../../../roles/realserver/role.ts';
import type { AnyRole } from '../../../../src/cluster/model/role.ts';
import { interfaces } from '../../../../src/core/facts/interfaces.ts';
import { context, EXAMPLE } from '../../roles/cluster.ts';

/** A host that serves: the virtual address is on its interface, and its own. */
const facts = {
  interfaces: ['eth0', 'lo', 'eth1'],
  addresses: [
    { device: 'eth0', label: 'eth0', address: '192.168.6.2', prefix: 24 },
    { device: 'eth0', label: 'eth0:0', address: '192.168.6.240', prefix: 24 },
  ],
};
const links = [{ bcast: 'eth0' }, { serial: '/dev/ttyS0' }];
const refused = (role: AnyRole, given: object, found: object = facts): readonly string[] =>
  (
    role.refuseHost?.(
      context(role, { vars: { heartbeat: { ...EXAMPLE.heartbeat, links }, ...given }, facts: found }),
    ) ?? []
  ).map(({ message }) => message);

const ROLES: readonly (readonly [string, AnyRole])[] = [
  ['gateway', gateway],
  ['handover', handover],
  ['heartbeat', heartbeat],
  ['realserver', realserver],
];

test.each(ROLES)('%s says that an interface is not there, and advises no outage for it', (_, role) => {
  expect(refused(role, { interface: 'ens192' })).toEqual(['n1 has no interface ens192 (it has eth0, eth1)']);
  expect(refused(role, {})).toEqual([]);
});

test.each(ROLES)('%s says that the address is on another interface', (_, role) => {
  expect(refused(role, { interface: 'eth1' })).toEqual(['n1 has its address 192.168.6.2 on eth0, not on eth1']);
});

test.each(ROLES)('%s believes a host that does not say what interfaces it has', (_, role) => {
  const { interfaces: _none, ...silent } = facts;
  expect(refused(role, { interface: 'ens192' }, { ...silent, addresses: [] })).toEqual([]);
});

test('links of heartbeat on interfaces that are not there', () => {
  const more = [...links, { bcast: 'eth7' }];
  expect(refused(heartbeat, { heartbeat: { ...EXAMPLE.heartbeat, links: more } })).toEqual([
    'n1 has no interface eth7 (it has eth0, eth1)',
  ]);
});

test('a real host says what interfaces it has', () => {
  const stdout = execFileSync('sh', ['-c', interfaces.ask.text], { encoding: 'utf8' });
  const shown = execFileSync('sh', ['-c', 'ip -o link'], { encoding: 'utf8' });
  const names = [...shown.matchAll(/^\d+: ([^:@]+)/gm)].map(([, name]) => name);
  expect(interfaces.parse({ code: 0, stdout, stderr: '' })?.toSorted()).toEqual(names.toSorted());
});
