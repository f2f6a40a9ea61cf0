import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { selectHosts } from '../../../src/inventory/select.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const inventory = await loadInventory(path.join(fixtures, 'patterns.yaml'), { secrets: createSecrets(), env: {} });
const select = (pattern: string): readonly string[] =>
  selectHosts(inventory, pattern, { unknown: 'empty' }).map(({ name }) => name);

/** What `ansible -i patterns.yaml --list-hosts PATTERN` printed. */
const listed: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(path.join(fixtures, 'patterns.json'), 'utf8'),
);

describe('patterns mean the hosts that ansible --list-hosts shows', () => {
  test.each(Object.entries(listed))('%s', (pattern, hosts) => {
    expect([...select(pattern)].sort()).toEqual([...hosts].sort());
  });
});

test('hosts come in the order of the inventory', () => {
  expect(select('ultra2,lonely,ultra1')).toEqual(
    inventory.hosts.map(({ name }) => name).filter((name) => /l/.test(name) && !/w/.test(name)),
  );
});

describe('names that nobody has', () => {
  test.each([
    ['directers', 'no host or group matches "directers"; did you mean "directors"?'],
    ['all:!ultra3', 'no host or group matches "ultra3"; did you mean "ultra1"?'],
    ['all:&wibble', /^no host or group matches "wibble"; there are all, ungrouped, .*, …$/],
    ['x*', /^no host or group matches "x\*"/],
    ['@retry', /@retry: files of host names are not read/],
    ['~(', 'the pattern "~(" is no regular expression'],
    ['', 'the pattern "" names no hosts'],
    [' , ', 'the pattern " , " names no hosts'],
    ['directors[0]', /hosts by position are not understood/],
    ['all:!directors[0:1]', /hosts by position are not understood/],
  ])('%s is refused', (pattern, message) => {
    expect(() => selectHosts(inventory, pattern)).toThrow(message);
  });

  test('are no hosts in a playbook', () => {
    expect(select('wibble')).toEqual([]);
    expect(select('directors:wibble')).toEqual(['ultra1', 'ultra2']);
  });

  test('an empty group is known', () => expect(selectHosts(inventory, 'empty')).toEqual([]));
});
