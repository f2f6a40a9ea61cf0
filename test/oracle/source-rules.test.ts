import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readSurroundings } from '../../src/inventory/ansible/surroundings.ts';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { scratch } from './scratch.ts';

const INI = '[web]\nn1 a=1\n';
const FILES: Readonly<Record<string, string>> = {
  'all/one': INI,
  'all/two.ini': '[web]\nn2\n',
  'all/three.skip': 'not: [an, inventory\n',
  'all/x-four': 'not: [an, inventory\n',
  'all/five_old': 'not: [an, inventory\n',
  'all/six.yml': 'web: { hosts: { n6: } }\n',
  'all/group_vars/web.yml': 'g: 1\n',
  ini: INI,
  'plain.yml': 'web:\n  hosts: { n1: }\n',
  'marked.yml': '---\nweb:\n  hosts: { n1: }\n',
  empty: '',
  program: '#!/bin/sh\necho "{}"\n',
  'odd.yml': 'all: { children: { m-n: { hosts: { n1: } }, 9a: { } } }\n',
};

/** Each: what ansible.cfg says, what is read as Ansible reads it, and what is refused. */
const CASES: readonly (readonly [cfg: string, read: readonly string[], refused: Readonly<Record<string, RegExp>>])[] = [
  [
    '[defaults]\ninventory_ignore_extensions = .skip, .bak\ninventory_ignore_patterns = ^x-, _old$\n[inventory]\nunparsed_is_failed = yes\n',
    ['all', 'ini'],
    {},
  ],
  [
    '[inventory]\nignore_extensions = .skip, .ini\nignore_patterns = ^(?:x|s)., _OLD|_old\nenable_plugins = ini, ansible.builtin.yaml\n',
    ['all', 'ini', 'plain.yml', 'empty'],
    {
      'marked.yml': /marked\.yml:1:1: enable_plugins .* names ini before yaml/,
      'n1,n2,': /n1,n2,:1:1: enable_plugins .* leaves out host_list/,
      program: /program:1:1: enable_plugins .* leaves out script/,
    },
  ],
  [
    '[inventory]\nenable_plugins = host_list,yaml\n[defaults]\nforce_valid_group_names = always\n',
    ['plain.yml', 'marked.yml', 'n1,n2,'],
    {
      ini: /ini:1:1: enable_plugins .* leaves out ini/,
      empty: /empty:1:1: enable_plugins .* leaves out ini/,
      'odd.yml': /odd\.yml:1:20: force_valid_group_names .* makes "m_n" .*\n.*:1:45: .* makes "_a"/,
    },
  ],
];

describe.skipIf(!hasAnsible)('what ansible.cfg says of sources counts', () => {
  let oracle: Oracle | undefined;
  const { cwd, write } = scratch();
  afterEach(() => oracle?.stop());

  test.each(CASES)('%j', async (cfg, read, refused) => {
    write({ ...FILES, 'ansible.cfg': cfg });
    const env = { ANSIBLE_CONFIG: path.join(cwd, 'ansible.cfg') };
    const { rules, warnings } = await readSurroundings({}, { env, home: cwd, directory: cwd });
    expect(warnings).toEqual([]);
    oracle = startOracle(env);
    for (const source of read) {
      const { differences, refused: why } = await compare(oracle, {
        sources: [source],
        cwd,
        rules,
        print: ['list', 'graph'],
      });
      expect({ source, differences, why }).toEqual({ source, differences: [] });
    }
    for (const [source, message] of Object.entries(refused))
      expect((await compare(oracle, { sources: [source], cwd, rules })).refused).toMatch(message);
  });
});
