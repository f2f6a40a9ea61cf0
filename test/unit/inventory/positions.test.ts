import path from 'node:path';
import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

const directory = path.join(import.meta.dirname, 'fixtures/positions');
const { hosts } = await loadInventory(path.join(directory, 'inventory.yaml'), { secrets: createSecrets(), env: {} });

const at = (host: string, names: readonly PropertyKey[], part?: 'key' | 'value'): string => {
  const position = hosts.find(({ name }) => name === host)?.at(names, part);
  return position === undefined
    ? 'no such host'
    : `${path.relative(directory, position.file)}:${position.line}:${position.column}`;
};

test.each([
  ['a value', ['port'], undefined, 'inventory.yaml:3:11'],
  ['its key', ['port'], 'key', 'inventory.yaml:3:5'],
  ['a block at its key', ['heartbeat'], undefined, 'inventory.yaml:4:5'],
  ['a nested value', ['heartbeat', 'deadtime'], undefined, 'inventory.yaml:8:17'],
  ['an item of a list', ['heartbeat', 'links', 1], undefined, 'inventory.yaml:7:11'],
  ['a key in an item', ['heartbeat', 'links', 1, 'serial'], 'key', 'inventory.yaml:7:13'],
  ['a value in an item', ['heartbeat', 'links', 1, 'serial'], undefined, 'inventory.yaml:7:21'],
  ['an empty value at its key', ['heartbeat', 'empty'], undefined, 'inventory.yaml:9:7'],
  [
    'a missing key at the mapping around it',
    ['heartbeat', 'links', 0, 'nope', 'deeper'],
    undefined,
    'inventory.yaml:6:11',
  ],
  ['a missing key of a block', ['heartbeat', 'nope'], 'key', 'inventory.yaml:4:5'],
  ['a missing variable at the host', ['nope'], undefined, 'inventory.yaml:12:5'],
  ['the host itself', [], undefined, 'inventory.yaml:12:5'],
  ['what an alias stands for', ['alias', 'x'], undefined, 'inventory.yaml:10:24'],
  ['what was merged', ['merged', 'x'], undefined, 'inventory.yaml:10:24'],
  ['a variable in a file beside', ['beside', 'a'], undefined, 'group_vars/all.yml:2:6'],
  ['a variable of the host', ['own'], undefined, 'host_vars/n1.yml:1:6'],
  ['a sealed password', ['ansible_password'], undefined, 'host_vars/n1.yml:2:19'],
] as const)('%s', (_, names, part, expected) => {
  expect(at('n1', names, part)).toBe(expected);
});

test('a host of a range stands where the range does', () => expect(at('r2', [])).toBe('inventory.yaml:13:5'));
