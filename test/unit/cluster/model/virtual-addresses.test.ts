import { expect, test } from 'vitest';
import {
  addressTexts,
  firstAddress,
  showAddress,
  virtualAddresses,
} from '../../../../src/cluster/model/virtual-addresses.ts';
import { addresses, arp } from '../../../../src/cluster/status/probes.ts';
import { EXAMPLE } from '../../roles/cluster.ts';

const SEVERAL = {
  interface: 'eth0',
  virtual_addresses: [
    { name: 'back', address: '10.0.0.240/24', interface: 'eth1' },
    { name: 'shop', address: '192.168.6.240/24' },
  ],
};

test('virtual_address is one, without a name', () => {
  expect(virtualAddresses(EXAMPLE)).toEqual([
    { ip: { family: 4, text: '192.168.6.240' }, prefix: 24, interface: 'eth0', path: ['virtual_address'] },
  ]);
  expect(addressTexts({ interface: 'eth0', virtual_address: '2001:db8::f0/64' })).toEqual(['2001:db8::f0']);
});

test('virtual_addresses are several, each with its name, interface and place', () => {
  const all = virtualAddresses(SEVERAL);
  expect(all.map(({ name, interface: device, path }) => [name, device, path.join('.')])).toEqual([
    ['back', 'eth1', 'virtual_addresses.0.address'],
    ['shop', 'eth0', 'virtual_addresses.1.address'],
  ]);
  expect(all.map(showAddress)).toEqual(['back (10.0.0.240)', 'shop (192.168.6.240)']);
});

test('the one that numbers are made of is on the segment that nodes share', () => {
  expect(firstAddress(SEVERAL).name).toBe('shop');
});

test('status asks for each virtual address, and all at once where each question takes its time', () => {
  const node = { director: true, interface: 'eth0', own: '192.168.6.2', peers: [], gateways: [], vars: {} };
  const virtual = ['192.168.6.240', '192.168.6.241'];
  expect(addresses.ask({ ...node, virtual }).text).toBe(
    'ip -o addr show to 192.168.6.240 && ip -o addr show to 192.168.6.241',
  );
  expect(arp.ask({ ...node, virtual }).text.match(/arping .* &/g)).toHaveLength(2);
  expect(arp.ask({ ...node, virtual: ['192.168.6.240'] }).text).not.toContain('&');
});
