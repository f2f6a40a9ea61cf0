import { expect, test } from 'vitest';
import { addressesOf, addressIn, knownAddress, ownAddresses } from '../../../../src/cluster/model/own-addresses.ts';
import { nodeAddress } from '../../../../src/cluster/model/segment.ts';

const connection = { host: '10.0.0.9', sshOptions: {} };
const BOTH = ['192.168.6.2', 'fd00:6::2'];

test('a node has one address, or one of each family, each in its one spelling', () => {
  expect(ownAddresses.parse('FD00:6:0::2')).toBe('fd00:6::2');
  expect(ownAddresses.parse(['192.168.6.2', 'fd00:6:0:0::2'])).toEqual(BOTH);
});

test.each([
  [7, [], 'expected an IPv4 address such as 192.168.6.2, or a list of one of each family'],
  ['n1', [], 'expected an IPv4 address such as 192.168.6.2'],
  [['192.168.6.2', 'n1'], [1], 'expected an IPv4 address such as 192.168.6.2'],
  [['192.168.6.2', '192.168.7.2'], [1], 'a node has one address of a family on the segment, and 192.168.6.2 is there'],
])('%j is refused, at its place', (given, path, message) => {
  expect(ownAddresses.safeParse(given).error?.issues).toMatchObject([{ path, message }]);
});

test('of each family there is one or none, and a node is known by that of the first virtual address', () => {
  const host = { connection };
  expect(addressesOf({}, host)).toEqual(['10.0.0.9']);
  expect([addressIn(6, {}, host), addressIn(6, { address: BOTH }, host)]).toEqual([undefined, 'fd00:6::2']);
  expect([knownAddress(6, { address: BOTH }, host), knownAddress(6, {}, host)]).toEqual(['fd00:6::2', '10.0.0.9']);
  const vars = { address: BOTH, virtual_address: 'fd00:6::240/64' };
  expect([nodeAddress({ connection, vars }), nodeAddress({ connection, vars: {} })]).toEqual(['fd00:6::2', '10.0.0.9']);
});
