import { describe, expect, it } from 'vitest';
import role from '../../../../roles/realserver/role.ts';
import { onSegment } from '../../../../src/cluster/model/segment.ts';
import { virtualAddress } from '../../../../src/cluster/model/virtual-addresses.ts';
import { type Cidr, parseCidr } from '../../../../src/core/address/cidr.ts';
import { context } from '../../roles/cluster.ts';

const refusals = (n1: object, vars: object = {}) =>
  role.refuse?.(context(role, { vars, hostVars: { n1 } })).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the segment', () => {
  it('has the virtual address’ prefix', () => {
    expect(virtualAddress({ interface: 'eth0', virtual_address: '10.1.2.3/20' })).toEqual({
      address: '10.1.2.3',
      prefix: 20,
      device: 'eth0',
      broadcast: '10.1.15.255',
    });
  });

  it.each<[string, string, boolean]>([
    ['192.168.6.2', '192.168.6.240/24', true],
    ['192.168.6.255', '192.168.6.240/24', false],
    ['192.168.6.0', '192.168.6.240/24', false],
    ['192.168.7.2', '192.168.6.240/24', false],
    ['192.168.7.2', '192.168.6.240/23', true],
    ['10.0.0.0', '10.0.0.1/31', true],
    ['ultra1.example.com', '192.168.6.240/24', false],
  ])('has %s in %s: %s', (address, cidr, on) => {
    expect(onSegment(address, parseCidr(cidr) as Cidr)).toBe(on);
  });
});

describe('a node’s address', () => {
  it('is ansible_host unless it says otherwise', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ address: '192.168.6.77' })).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['the virtual address', { address: '192.168.6.240' }, /^address: n1 has the virtual address/],
    ['one of another segment', { address: '10.0.0.2' }, /^address: 10\.0\.0\.2 of n1 is not on the segment/],
    ['that of another node', { address: '192.168.6.3' }, /^address: n1 and n2 have the same address/],
  ])('is never %s', (_, vars, message) => {
    expect(refusals(vars)).toEqual([expect.stringMatching(message)]);
  });

  it('is asked for where ansible_host is a name', () => {
    const { host } = context(role);
    const named = {
      ...context<{ virtual_address: string }>(role),
      host: { ...host, connection: { host: 'ultra1', sshOptions: {} } },
    };
    expect(role.refuse?.(named)).toEqual([
      { path: ['ansible_host'], message: expect.stringMatching(/found 'ultra1'; set `address`/) },
    ]);
  });
});
