import { expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context } from '../cluster.ts';

const cluster = context<LdirectordVars>(role, {
  vars: {
    virtual_address: '2001:DB8::F0/64',
    virtual_services: [
      {
        name: 'http',
        port: 80,
        check: { type: 'connect' },
        nodes: false,
        real_servers: [{ address: '2001:db8:0::2' }, { address: '2001:db8::3', port: 8080, forwarding: 'masq' }],
        fallback: { address: '::1' },
      },
      { name: 'mark', fwmark: 1, check: { type: 'connect' }, nodes: false, real_servers: [{ address: '2001:db8::2' }] },
    ],
  },
});

test('addresses of IPv6 stand in brackets before a port, in the kernel’s table and in ldirectord.cf', () => {
  expect(wantedTable(cluster).map(({ key, reals }) => [key, ...reals.map(({ address }) => address)])).toEqual([
    ['TCP [2001:db8::f0]:80', '[2001:db8::2]:80', '[2001:db8::3]:8080'],
    ['FWM 1 IPv6', '[2001:db8::2]:0'],
  ]);
  const lines = ldirectordCf(cluster)
    .split('\n')
    .filter((line) => /virtual=|real=|fallback=/.test(line));
  expect(lines.map((line) => line.trim())).toEqual([
    'virtual=[2001:db8::f0]:80',
    'real=[2001:db8::2]:80 gate 1',
    'real=[2001:db8::3]:8080 masq 1',
    'fallback=[::1] gate',
    'virtual=1',
    'real=[2001:db8::2] gate 1',
  ]);
});
