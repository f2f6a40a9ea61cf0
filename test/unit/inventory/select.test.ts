import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Host, Inventory } from '../../../src/core/host.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { limitParts } from '../../../src/inventory/limit-file.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { limitTo, selectHosts } from '../../../src/inventory/select.ts';
import { splitPattern } from '../../../src/inventory/split-pattern.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const read = (file: string) => JSON.parse(readFileSync(path.join(fixtures, file), 'utf8'));
const inventory = await loadInventory(path.join(fixtures, 'patterns.yaml'), { secrets: createSecrets(), env: {} });
const namesOf = (hosts: readonly Host[]): readonly string[] => hosts.map(({ name }) => name);
const select = (pattern: string, given = inventory, unmatched: string[] = []): readonly string[] =>
  namesOf(selectHosts(given, splitPattern(pattern), { unmatched: (name) => unmatched.push(name) }));
const limit = (pattern: string, given = inventory) => {
  const warnings: string[] = [];
  const hosts = namesOf(limitTo(given, limitParts(pattern), (message) => warnings.push(message)));
  return { hosts, warnings };
};

/** What `ansible -i patterns.yaml --list-hosts PATTERN` printed. */
const listed: Readonly<Record<string, readonly string[]>> = read('patterns.json');

describe('patterns mean the hosts that ansible --list-hosts shows', () => {
  test.each(Object.entries(listed))('%s', (pattern, hosts) => {
    expect([...select(pattern)].sort()).toEqual([...hosts].sort());
  });
});

interface Answers {
  readonly hosts: readonly string[];
  readonly members: Readonly<Record<string, readonly string[]>>;
  /** A pattern, whether it is a play's or `--limit`, and the hosts and the parts matching nothing that Ansible told of. */
  readonly patterns: readonly (readonly [string, 'hosts' | 'limit', readonly string[], readonly string[]])[];
}

/** Random inventories and patterns, with the answers of ansible-core 2.14's InventoryManager. */
const random: readonly Answers[] = read('random-patterns.json');

test.each(random)(
  'random patterns mean the same hosts in the same order, and warn of the same parts (%#)',
  (answers) => {
    const { hosts, members, patterns } = answers;
    const given = inventoryOf(hosts, members);
    const said = patterns.map(([pattern, use]) => {
      const unmatched: string[] = [];
      const found = select(pattern, given, unmatched);
      const shown = use === 'limit' ? hosts.filter((name) => found.includes(name)) : found;
      return [pattern, use, shown, [...new Set(unmatched)].sort()];
    });
    expect(said).toEqual(patterns);
  },
);

function inventoryOf(names: readonly string[], members: Answers['members']): Inventory {
  const hosts = names.map((name) => ({
    name,
    groups: Object.keys(members).filter((group) => members[group]?.includes(name)),
    vars: {},
    connection: { host: name, sshOptions: {} },
    at: () => ({ file: 'i', line: 1, column: 1 }),
  }));
  return { file: 'i', groups: Object.keys(members), members: new Map(Object.entries(members)), hosts };
}

test("a host's name is the host alone where a group has it too; left out, it is the group", () => {
  const both = inventoryOf(['web', 'n1', 'n2'], { all: ['web', 'n1', 'n2'], web: ['n1', 'n2'] });
  expect(select('web', both)).toEqual(['web']);
  expect(select('all:!web', both)).toEqual(['web']);
  expect(select('all:&web', both)).toEqual(['n1', 'n2']);
});

describe('--limit', () => {
  test.each([
    ['directers', 'no host or group matches "directers"; did you mean "directors"?'],
    ['x*', /^--limit: no host or group matches "x\*"; there are all, ungrouped, .*, …$/],
    ['~(', 'the pattern "~(": it is no regular expression'],
    ['~(?>ultra)', 'the pattern "~(?>ultra)": (?>u… cannot be followed'],
    ['~ultra++', /possessive repetitions/],
    ['', 'the pattern "" names no hosts'],
    [' , ', 'the pattern " , " names no hosts'],
    ['!', /! and & stand before a name/],
    ['directors[5]', 'the pattern "directors[5]": there is no host at position 5, as "directors" has 2'],
    ['@/no/such/file', '--limit @/no/such/file: no such file'],
    ['@/', 'expected a file with one host or pattern a line'],
  ])('%s is refused', (pattern, message) => expect(() => limit(pattern)).toThrow(message));

  test('a part that matches nothing beside others is warned of, as with Ansible', () => {
    expect(limit('directors:directers:all:!nobody')).toEqual({
      hosts: select('directors:all'),
      warnings: [
        '--limit: no host or group matches "directers"; did you mean "directors"? (ignored, as Ansible does)',
        expect.stringContaining('no host or group matches "nobody"; there are all, '),
      ],
    });
    expect(limit('directors:empty').warnings).toEqual([]);
  });

  test('@FILE has a part a line, which is not taken apart', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'limit-')), 'site.retry');
    writeFileSync(file, 'ultra2\n\n  lonely \n!web01.example.com\nultra1:nobody\n');
    expect(limit(`@${file},web0[12]*`)).toEqual({
      hosts: ['ultra2', 'lonely', 'web02.example.com'],
      warnings: [expect.stringContaining('no host or group matches "ultra1:nobody"')],
    });
  });
});

test('a play is for nobody where nobody has the name', () => {
  expect(select('wibble')).toEqual([]);
  expect(select('directors:wibble')).toEqual(['ultra1', 'ultra2']);
});
