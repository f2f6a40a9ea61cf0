import { expect, test } from 'vitest';
import type { ConnectionSettings, Host } from '../../../src/core/host.ts';
import { sameAddress } from '../../../src/inventory/same-address.ts';

type Way = Partial<ConnectionSettings>;
const host = (name: string, way: Way): Host => ({
  name,
  groups: ['all'],
  vars: {},
  connection: { host: '10.0.0.2', sshOptions: {}, ...way },
  at: () => ({ file: 'i.yaml', line: name === 'n1' ? 1 : 2, column: 3 }),
});
const refused = (one: Way, other: Way, isInPlay: (host: Host) => boolean = () => true): readonly string[] =>
  sameAddress([host('n1', one), host('n2', other)], isInPlay).map(({ message }) => message);

test.each<[string, Way, Way, string]>([
  ['address', {}, {}, '10.0.0.2: '],
  ['address and port', { port: 2222 }, { port: 2222 }, '10.0.0.2, port 2222: '],
  ['name in other letters', { host: 'node1.example.com' }, { host: 'Node1.Example.COM' }, 'Node1.Example.COM: '],
  [
    'jump host, its options in another order',
    { sshOptions: { ProxyJump: 'gate', User: 'al' } },
    { sshOptions: { User: 'al', ProxyJump: 'gate' } },
    '10.0.0.2: ',
  ],
])('two names with the same %s are one machine', (_, one, other, where) => {
  expect(refused(one, other)).toEqual([expect.stringContaining(`n2 and n1 (i.yaml:1:3) are both reached at ${where}`)]);
});

test.each<[string, Way, Way]>([
  ['address', {}, { host: '10.0.0.3' }],
  ['port', { port: 2201 }, { port: 2202 }],
  ['jump host', { sshOptions: { ProxyJump: 'one' } }, { sshOptions: { ProxyJump: 'other' } }],
])('another %s may be another machine', (_, one, other) => {
  expect(refused(one, other)).toEqual([]);
});

test('a name that no play is for is never connected to', () => {
  expect(refused({}, {}, ({ name }) => name === 'n1')).toEqual([]);
});
