import { expect, test } from 'vitest';
import { TO_CLASSIC } from '../../../../roles/heartbeat/handover/commands.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import { contexts, HOSTS } from '../cluster.ts';

const starting = (hosts: typeof HOSTS, ...devices: readonly string[]) => {
  const addresses = devices.map((device) => ({ device, label: device, address: '192.168.6.240', prefix: 24 }));
  const [first] = contexts(ldirectord, {
    hosts,
    vars: { handover: 'classic' },
    facts: { addresses },
    hostVars: {},
  });
  if (first === undefined) throw new Error('a cluster has at least one host');
  const vars = { virtual_address: '192.168.6.240/24' };
  const found = ldirectord
    .resources({ ...first, host: { ...first.host, vars } })
    .filter(({ id }) => id === `command ${TO_CLASSIC}`);
  return found.map(({ probe }) =>
    probe.text.includes('LVSDirector') ? 'where LVSDirector had the duty' : 'in any case',
  );
};

test('ldirectord is started for heartbeat on who serves, and on the only director that is left to', () => {
  expect(starting(HOSTS, 'eth0')).toEqual(['in any case']);
  expect(starting(HOSTS)).toEqual([]);
  // The other leaves in this very run, and only then has this one the address.
  expect(starting(HOSTS.slice(0, 1))).toEqual(['where LVSDirector had the duty']);
});
