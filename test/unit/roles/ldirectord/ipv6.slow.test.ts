import { expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context } from '../cluster.ts';
import { debianLdirectord } from './debian-ldirectord.ts';

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
    .filter((line) => /(virtual|real|fallback)6?=/.test(line));
  expect(lines.map((line) => line.trim())).toEqual([
    'virtual6=[2001:db8::f0]:80',
    'real6=[2001:db8::2]:80 gate 1',
    'real6=[2001:db8::3]:8080 masq 1',
    'fallback6=[::1] gate',
    'virtual6=1',
    'real6=[2001:db8::2] gate 1',
  ]);
});

const debian = debianLdirectord();

test('ldirectord itself reads them as IPv6, beside those of IPv4', () => {
  const dual = context<LdirectordVars>(role, {
    vars: {
      virtual_address: undefined,
      virtual_addresses: [
        { name: 'four', address: '192.168.6.240/24' },
        { name: 'six', address: '2001:db8::f0/64' },
      ],
      virtual_services: [
        {
          name: 'web',
          port: 80,
          check: { type: 'connect' },
          nodes: false,
          real_servers: [{ address: '192.168.6.2' }, { address: '2001:db8::2' }],
          fallback: [{ address: '127.0.0.1' }, { address: '::1' }],
        },
        { name: 'mark', fwmark: 7, check: { type: 'on' }, nodes: false, real_servers: [{ address: '2001:db8::2' }] },
      ],
    },
  });
  for (const of of [cluster, dual])
    expect(
      debian
        .parse(ldirectordCf(of))
        .virtual.map((one) => [
          one['addressfamily'],
          one['protocol'],
          one['server'] ?? one['fwm'],
          (one['real'] as readonly { readonly server: string }[]).map(({ server }) => server),
        ]),
    ).toMatchSnapshot();
});
