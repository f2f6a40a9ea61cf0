import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, type Question, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { scratch } from './scratch.ts';

const LISTING = { web: ['n1', 'n2'], db: { hosts: ['n3'], vars: { x: 1.0 }, children: ['web'] }, solo: { v: true } };
const program = (answers: Readonly<Record<string, unknown>>): string =>
  [
    '#!/bin/sh',
    'case "$*" in',
    ...Object.entries(answers).map(([words, said]) => `'${words}') echo '${JSON.stringify(said)}';;`),
    'esac',
  ].join('\n');

const FILES: Readonly<Record<string, string>> = {
  'a.yaml': 'web: { hosts: { n2: , n1: { x: a } }, vars: { y: a, z: a } }\n',
  'b.ini': '[db]\nn3\nn1 x=b\n[web]\nn9\n[web:vars]\ny=b\n',
  'c.json': '{"web": {"hosts": {"n0": {"j": [1, 2.50, null]}}}}',
  'vars/inventory': '[web]\nn1\n[deep]\nn1\n',
  'vars/group_vars/web.yml': 'x: web of vars\ny: web of vars\n',
  'vars/group_vars/all/one.yml': 'x: all of vars\n',
  'vars/host_vars/n1.json': '{"h": 1}',
  'more/inventory.yml': 'deep: { hosts: { n1: } }\n',
  'more/group_vars/all.yaml': 'x: all of more\nz: all of more\n',
  'more/group_vars/deep': 'y: deep of more\n',
  'several/10-second': '[web]\nn2 from=second\n',
  'several/02-first.yaml': 'web: { hosts: { n1: { from: first }, n2: { from: first } } }\n',
  'several/ignored.ini': '[web]\nn3\n',
  'several/README.md': 'not an inventory\n',
  'several/.hidden': 'nothing: [\n',
  'several/group_vars/web.yml': 'g: 1\n',
  'several/inner/hosts': '[db]\nn4\n',
  'several/inner/group_vars/db.yml': 'not: read\n',
  'several/run': program({ '--list': { dyn: ['n5'], _meta: { hostvars: { n5: { d: 1 } } } } }),
  meta: program({ '--list': { ...LISTING, _meta: { hostvars: { n1: { q: [1, 'a'] }, nobody: { x: 1 } } } } }),
  asks: program({ '--list': { web: ['n1'] }, '--host n1': { a: 'b' } }),
  'null-meta': program({ '--list': { web: ['n1'], _meta: { hostvars: null } }, '--host n1': { a: 'b' } }),
  'listed-meta': program({ '--list': { web: ['n1'], _meta: { hostvars: [] } } }),
  'no-meta': program({ '--list': { web: ['n1'], _meta: null }, '--host n1': {} }),
  'toml.toml': '[web.hosts]\nn1 = {}\n',
  fails: '#!/bin/sh\necho "no network" >&2; exit 3\n',
  missing: '#!/nowhere/python\n',
  windows: '#!/bin/sh\r\necho {}\r\n',
  silent: '#!/bin/sh\n',
  junk: '#!/bin/sh\necho nothing\n',
  'yaml.conf': 'web: { hosts: { n1: } }\n',
  'constructed.yml': 'plugin: constructed\nstrict: false\n',
  empty: '# nothing\n',
};

const QUESTIONS: Readonly<Record<string, Question>> = {
  'several, the second over the first': { sources: ['a.yaml', 'b.ini'] },
  'several, the other way round': { sources: ['b.ini', 'a.yaml'] },
  JSON: { sources: ['c.json'] },
  'variables beside a file': { sources: ['vars/inventory'] },
  'variables beside several': { sources: ['vars/inventory', 'more/inventory.yml'] },
  'variables beside several, the other way round': { sources: ['more/inventory.yml', 'vars/inventory'] },
  'a directory': { sources: ['several'] },
  'a program with _meta': { sources: ['meta'] },
  'a program that is asked for each host': { sources: ['asks'] },
  'a program whose variables of hosts are null': { sources: ['null-meta'] },
  'hosts by name': { sources: ['n1,n2:22,10.0.0.1,', 'a.yaml'] },
  'an empty file': { sources: ['empty'] },
  'an empty file among others': { sources: ['a.yaml', 'empty'] },
};

const REFUSED: Readonly<Record<string, RegExp>> = {
  'toml.toml': /toml\.toml:1:1: inventories in TOML are not read; `ansible-inventory/,
  fails: /fails:1:1: .*fails --list ended with exit code 3: no network/,
  missing: /missing:1:1: its first line names the interpreter \/nowhere\/python, which is not on this machine/,
  windows: /windows:1:1: its first line ends in a carriage return/,
  silent: /silent:1:1: .*silent --list printed nothing; expected an inventory in JSON/,
  junk: /junk:1:1: .*junk --list printed no JSON/,
  'constructed.yml': /constructed\.yml:1:1: .*plugin/,
  'listed-meta': /listed-meta .*:1:\d+: hostvars: expected a mapping of hosts, found a list/,
  'no-meta': /no-meta .*:1:\d+: _meta: expected a mapping, found nothing/,
  'yaml.conf': /yaml\.conf:1:1: Ansible reads no YAML from a file whose name ends in \.conf; let the name end/,
  nowhere: /nowhere: no such file/,
  'n[1:3],': /n\[1:3\],:1:1: a list of hosts has no ranges; name each of them/,
};

describe.skipIf(!hasAnsible)('sources of inventories', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
    write(FILES);
  });
  afterAll(() => oracle.stop());

  test.each(Object.entries(QUESTIONS))('%s', async (_, question) => {
    const { differences, refused } = await compare(oracle, {
      ...question,
      cwd,
      print: ['list', 'export', 'yaml', 'graph'],
    });
    expect({ differences, refused }).toEqual({ differences: [] });
  });

  test.each(Object.entries(REFUSED))('%s is refused', async (source, message) => {
    const { refused } = await compare(oracle, { sources: [source], cwd });
    expect(refused).toMatch(message);
  });

  test('standard input, and <(…) of a shell', () => {
    const umctl = path.resolve(import.meta.dirname, '../unit/cli/main-child.ts');
    const shown = ['cat b.ini | U -i /dev/stdin --list', 'U -i <(cat b.ini) --list', 'U -i b.ini --list'].map((typed) =>
      spawnSync('bash', ['-c', `U() { '${process.execPath}' '${umctl}' inventory "$@"; }; ${typed}`], {
        cwd,
        encoding: 'utf8',
      }),
    );
    const [{ stdout = '' } = {}] = shown;
    expect(JSON.parse(stdout).db.hosts).toEqual(['n3', 'n1']);
    expect(shown.map((one) => [one.stdout, one.stderr])).toEqual(shown.map(() => [stdout, '']));
  });
});
