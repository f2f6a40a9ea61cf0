import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { scratch } from './scratch.ts';

const fixtures = path.resolve(import.meta.dirname, '../unit/inventory/fixtures/vault');
const vaultPasswords = ['test pässword', 'prod-password'];

describe.skipIf(!hasAnsible)('what is vaulted, and this controller itself', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
    write({
      'named.ini': '[web]\nn1\n127.0.0.1 ansible_port=22\n[web:vars]\na=b\n',
      'hosts.ini': '[web]\nn1\nlocal\n[local]\nn2\n',
      'locked/hosts': '[web]\nn1\n[db]\nn2\n',
      'locked/group_vars/db.yml': readFileSync(path.join(fixtures, 'whole/hosts.yml'), 'utf8'),
    });
  });
  afterAll(() => oracle.stop());

  test.each(['whole/hosts.yml', 'whole/hosts', 'inventory.yaml'])('%s', async (file) => {
    const print = ['list', 'yaml', 'graphVars'] as const;
    const { differences, refused } = await compare(oracle, {
      sources: [path.join(fixtures, file)],
      vaultPasswords,
      print,
    });
    expect({ differences, refused }).toEqual({ differences: [] });
  });

  test('a file that cannot be opened is missed where it counts, and not before', async () => {
    const question = { sources: ['locked/hosts'], cwd, patterns: ['all', 'db', 'web'] };
    const { differences, refused } = await compare(oracle, { ...question, print: ['graph'] });
    expect({ differences, refused }).toEqual({ differences: [] });
    expect((await compare(oracle, question)).refused).toMatch(/group_vars\/db\.yml:1:1: vaulted, and no password/);
  });

  const patterns = [
    ...['localhost', '127.0.0.1', '::1', 'all', 'local*', '~local', 'localhost,n1', 'all:localhost', 'localhost[0]'],
    ...['localhost:!n1', 'n1:&localhost', 'all:!localhost', 'localhost,127.0.0.1', '127.0.0.1,localhost'],
  ];
  test.each(['named.ini', 'hosts.ini'])('localhost, where nobody or something else has its name: %s', async (file) => {
    const { differences, ansible, umctl } = await compare(oracle, { sources: [file], cwd, patterns });
    expect(differences).toEqual([]);
    expect(umctl.patterns?.map(({ hosts }) => hosts)).toEqual(ansible.patterns?.map(({ hosts }) => hosts));
  });
});
