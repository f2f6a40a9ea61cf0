import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecrets } from '../../src/core/secrets.ts';
import { convertInventory } from '../../src/inventory/convert/convert.ts';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';

const VAULT = '!vault |\n          $ANSIBLE_VAULT;1.1;AES256\n          6162\n          6364';

const INI = `# Our pair.
lone ansible_host=10.0.0.9   # the lone one

# the directors
[directors]
n2 ansible_host=192.168.6.3 b=True n=None t="{{ x }}"
n1 ansible_host=192.168.6.2 weight=1 motd="hello # world" l="[1, 'a', 2.5, []]" empty=''

[real_servers]
web[01:03].example.com:2222
10.0.0.7
on
; the second heading of the same group
[directors]
n3

[cluster:children]
real_servers
directors

[cluster:vars]
# the gateway
gateway=192.168.6.1
version=1.10
big=123456789012345678901
d={'a': {'b': [1, {'c': None}]}}
ansible_group_priority=5
[all:vars]
ansible_user=root
text=yes
# the end
`;
const YAML = `
all:
  hosts: { n1: { date: 2020-01-01, time: 2020-01-01 1:2:3, map: { 10: ten }, secret: ${VAULT} } }
  children:
    b: { hosts: { n9: , n1: { f: 1e+3, g: 1.0e+300, i: .inf, o: 017 } } }
    a: { hosts: { n8: }, vars: { raw: !unsafe "{{ x }}", lines: "a\\n b\\n", long: ${'"word '.padEnd(200, 'word ')}" } }
    ungrouped: { hosts: { u: } }
`;
const SECOND = '[a]\nn0 x=1\nn8 x=2\n[late:children]\na\n';

/** What is converted, beside the same `group_vars` and `host_vars`. */
const SOURCES = [
  ['an INI inventory', ['hosts']],
  ['one in YAML', ['odd.yaml']],
  ['several', ['odd.yaml', 'second']],
] as const;

describe.skipIf(!hasAnsible)('a converted inventory says to Ansible and to umctl what its sources say', () => {
  let oracle: Oracle;
  const cwd = mkdtempSync(path.join(tmpdir(), 'umctl-convert-'));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  };
  beforeAll(() => {
    oracle = startOracle();
    write('hosts', INI);
    write('odd.yaml', YAML.replace(VAULT, '!vault "$ANSIBLE_VAULT;1.1;AES256\\n6162\\n"'));
    write('second', SECOND);
    write('group_vars/directors.yml', 'beside: 1\n');
    write('host_vars/n1/x.yml', `hidden: ${VAULT.replaceAll('          ', '  ')}\n`);
  });
  afterAll(async () => {
    await oracle.stop();
    rmSync(cwd, { recursive: true });
  });

  test.each(SOURCES)('%s', async (_, names) => {
    const sources = names.map((name) => path.join(cwd, name));
    write('converted.yaml', (await convertInventory(sources, createSecrets())).text);
    const print = ['list', 'export', 'graph'] as const;
    const of = async (given: readonly string[]) => compare(oracle, { sources: given, cwd, print });
    const [before, after] = [await of(sources), await of([path.join(cwd, 'converted.yaml')])];
    expect([before.differences, before.refused]).toEqual([[], undefined]);
    expect([after.differences, after.refused]).toEqual([[], undefined]);
    expect(after.ansible).toEqual(before.ansible);
  });

  test('what stands beside an inventory stays there, and comments stay', async () => {
    const { text } = await convertInventory([path.join(cwd, 'hosts')], createSecrets());
    expect(text).not.toContain('beside');
    for (const comment of ['# the directors\n', '# the lone one\n', '# the gateway\n', '# the end\n'])
      expect(text).toContain(comment);
    const odd = await convertInventory([path.join(cwd, 'odd.yaml')], createSecrets());
    expect(odd.text).toContain('!vault |');
    expect(readFileSync(path.join(cwd, 'hosts'), 'utf8')).toBe(INI);
    const listed = await convertInventory(['n1,n2,'], createSecrets());
    expect(listed.text).toMatch(/hosts:\n +n1:\n +n2:\n$/);
  });

  test('what YAML would say otherwise is refused with its place', async () => {
    write('twice', '[web]\ndb x=1\n[db]\nn1\n[db:children]\nweb\n');
    await expect(convertInventory([path.join(cwd, 'twice')], createSecrets())).rejects.toThrow(
      /twice:2:1: "db" is a host and a group, .* rename one, then convert$/,
    );
  });
});
