import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { Lab } from '../../../lab/index.ts';
import { encrypt } from './encrypt.ts';
import type { Poison } from './forms.ts';

const VAULT_PASSWORD = `vault-${randomBytes(12).toString('hex')}`;

/** Every way in which a secret comes to umctl, each with a value that is nowhere else in the world. */
export interface Scene {
  readonly poisons: Readonly<Record<'key' | 'oldKey' | 'sudo' | 'login' | 'vault', Poison>>;
  /** Where the secrets belong on the controller: what the user keeps. */
  readonly inventory: string;
  /** Where they do not: umctl's home, state, cache and temporary files. */
  readonly scratch: string;
  readonly vaultPasswordFile: string;
  readonly remove: () => void;
}

const poison = (name: string): Poison => ({ name, value: `poison-${name}-${randomBytes(12).toString('hex')}` });

/** An inventory for the lab in which the key comes from UMCTL_TEST_KEY, and the password of sudo and of a check from a vault. */
export function openScene(lab: Lab): Scene {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-secrets-'));
  const kept = path.join(directory, 'kept');
  const scratch = path.join(directory, 'scratch');
  for (const folder of [kept, ...['home', 'state', 'cache', 'tmp'].map((name) => path.join(scratch, name))])
    mkdirSync(folder, { recursive: true });
  const poisons = {
    ...{ key: poison('key'), oldKey: poison('old-key'), sudo: poison('sudo'), login: poison('login') },
    vault: { name: 'vault', value: VAULT_PASSWORD },
  };
  const document = parseDocument(readFileSync(lab.files.inventory, 'utf8'));
  const set = (value: unknown, ...at: readonly (string | number)[]) => document.setIn(['all', 'vars', ...at], value);
  const vaulted = ({ value }: Poison) =>
    Object.assign(document.createNode(encrypt(value, VAULT_PASSWORD)), { tag: '!vault', type: 'BLOCK_LITERAL' });
  set('admin', 'ansible_user');
  set(true, 'ansible_become');
  set(vaulted(poisons.sudo), 'ansible_become_password');
  set({ from_env: 'UMCTL_TEST_KEY' }, 'heartbeat', 'key');
  set(vaulted(poisons.login), 'virtual_services', 2, 'check', 'passwd');
  const inventory = path.join(kept, 'inventory.yaml');
  const vaultPasswordFile = path.join(kept, 'vault-password');
  writeFileSync(inventory, document.toString({ lineWidth: 0 }));
  writeFileSync(vaultPasswordFile, `${VAULT_PASSWORD}\n`, { mode: 0o600 });
  return { poisons, inventory, scratch, vaultPasswordFile, remove: () => rmSync(directory, { recursive: true }) };
}
