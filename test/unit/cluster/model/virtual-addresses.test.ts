import { expect, test } from 'vitest';
import { addressTexts, virtualAddresses } from '../../../../src/cluster/model/virtual-addresses.ts';
import { addresses, arp } from '../../../../src/cluster/status/probes.ts';
import { EXAMPLE } from '../../roles/cluster.ts';

test('an inventory has one virtual address, with its interface and all services', () => {
  expect(virtualAddresses(EXAMPLE)).toEqual([
    {
      ip: { family: 4, text: '192.168.6.240' },
      prefix: 24,
      interface: 'eth0',
      services: EXAMPLE.virtual_services,
    },
  ]);
  expect(addressTexts({ interface: 'eth0', virtual_address: '2001:db8::f0/64' })).toEqual(['2001:db8::f0']);
});

test('status asks for each virtual address', () => {
  const node = { director: true, interface: 'eth0', own: '192.168.6.2', peers: [], vars: {} };
  const virtual = ['192.168.6.240', '192.168.6.241'];
  expect(addresses.ask({ ...node, virtual }).text).toBe(
    'ip -4 -o addr show to 192.168.6.240 && ip -4 -o addr show to 192.168.6.241',
  );
  expect(arp.ask({ ...node, virtual }).text.split('\n')).toHaveLength(2);
});
