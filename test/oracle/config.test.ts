import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findConfig } from '../../src/inventory/ansible/find-config.ts';
import { readSurroundings } from '../../src/inventory/ansible/surroundings.ts';
import { hasAnsible } from './ansible.ts';

const CONFIG = `[defaults]
inventory = hosts.ini, ../b ,~/c,$SITE/d
forks=17
hash_behaviour = merge
vault_password_file = pass/word
vault_identity_list = dev@one, 'prod@two' , prompt
ask_pass = yes
playbook_dir = plays
[privilege_escalation]
become_ask_pass = 1
`;

interface Case {
  readonly name: string;
  /** Directories with an ansible.cfg. */
  readonly configs: readonly ('here' | 'home' | 'other')[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether every user can write to the working directory. */
  readonly isOpen?: true;
}

const CASES: readonly Case[] = [
  { name: 'none', configs: [] },
  { name: 'here', configs: ['here', 'home'] },
  { name: 'at home', configs: ['home'] },
  { name: 'here, where everybody can write', configs: ['here', 'home'], isOpen: true },
  { name: 'named, a file', configs: ['here', 'other'], env: { ANSIBLE_CONFIG: '../other/ansible.cfg' } },
  { name: 'named, a directory', configs: ['here', 'other'], env: { ANSIBLE_CONFIG: '$SITE/../other' } },
  { name: 'named, and not there', configs: ['here'], env: { ANSIBLE_CONFIG: '/nowhere/ansible.cfg' } },
  { name: 'named by nothing', configs: ['here'], env: { ANSIBLE_CONFIG: '' } },
  {
    name: 'under the environment',
    configs: ['here'],
    env: {
      ...{ ANSIBLE_INVENTORY: 'x,/y', ANSIBLE_FORKS: '3', ANSIBLE_HASH_BEHAVIOUR: 'replace', ANSIBLE_ASK_PASS: 'no' },
      ...{ ANSIBLE_VAULT_IDENTITY_LIST: 'a@b', ANSIBLE_PLAYBOOK_DIR: '..', ANSIBLE_BECOME_ASK_PASS: 'False' },
    },
  },
  { name: 'under an empty environment', configs: ['here'], env: { ANSIBLE_FORKS: '', ANSIBLE_ASK_PASS: '' } },
];

describe.skipIf(!hasAnsible)('ansible.cfg is found and read as by Ansible', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'umctl-config-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test.each(CASES)('$name', async ({ name, configs, env = {}, isOpen }) => {
    const base = path.join(root, name);
    const at = (dir: string): string => path.join(base, dir);
    for (const dir of ['here', 'home', 'other']) mkdirSync(at(dir), { recursive: true });
    for (const dir of configs)
      writeFileSync(path.join(at(dir), dir === 'home' ? '.ansible.cfg' : 'ansible.cfg'), CONFIG);
    if (isOpen) chmodSync(at('here'), 0o777);
    const surroundings = { ...env, HOME: at('home'), SITE: at('here') };
    const dumped: readonly { readonly name: string; readonly value: unknown }[] = JSON.parse(
      execFileSync('ansible-config', ['dump', '--format', 'json'], {
        cwd: at('here'),
        env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...surroundings },
        stdio: ['ignore', 'pipe', 'ignore'],
      }).toString(),
    );
    const said = (setting: string): unknown => dumped.find((one) => one.name === setting)?.value;
    const around = { env: surroundings, home: at('home'), directory: at('here') };
    const { file = null } = await findConfig(around, surroundings);
    const own = await readSurroundings({}, around);
    const usual = file === null && env['ANSIBLE_INVENTORY'] === undefined;
    expect({
      file,
      inventory: usual ? ['/etc/ansible/hosts'] : own.inventory,
      forks: own.forks ?? 5,
      hashes: own.hashBehaviour,
      playbookDir: own.playbookDir ?? null,
      asks: [own.asks.pass, own.asks.becomePass, own.asks.vaultPass],
      vault: [own.vaultIds, own.vaultPasswordFile ?? null],
    }).toEqual({
      file: said('CONFIG_FILE'),
      inventory: said('DEFAULT_HOST_LIST'),
      forks: said('DEFAULT_FORKS'),
      hashes: said('DEFAULT_HASH_BEHAVIOUR'),
      playbookDir: said('PLAYBOOK_DIR'),
      asks: [said('DEFAULT_ASK_PASS'), said('DEFAULT_BECOME_ASK_PASS'), said('DEFAULT_ASK_VAULT_PASS')],
      vault: [said('DEFAULT_VAULT_IDENTITY_LIST'), said('DEFAULT_VAULT_PASSWORD_FILE')],
    });
  });
});
