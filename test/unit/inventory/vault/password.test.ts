import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type PasswordSurroundings, readVaultPassword } from '../../../../src/inventory/vault/password.ts';
import { passwordSources, type VaultOptions } from '../../../../src/inventory/vault/password-source.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-vault-'));
afterAll(() => rmSync(directory, { recursive: true }));

const keep = (name: string, content: string | Uint8Array, mode = 0o600): void => {
  writeFileSync(path.join(directory, name), content);
  chmodSync(path.join(directory, name), mode);
};
keep('plain', '  pass word\n\n');
keep('bytes', Uint8Array.of(0xff, 0x41, 0x0a));
keep('empty', '\n');
keep('script', '#!/bin/sh\necho " printed$# "\n', 0o700);
keep('keyring-client.sh', '#!/bin/sh\necho "for $*"\n', 0o700);
keep('failing', '#!/bin/sh\necho hush-hush\necho no such entry >&2\nexit 3\n', 0o700);
keep('no-interpreter', '#!/no/such/program\n', 0o700);

const read = (options: VaultOptions, surroundings: Partial<PasswordSurroundings> = {}) => {
  const env = { PATH: process.env['PATH'], HOME: directory, ...surroundings.env };
  return Promise.all(
    passwordSources(options, env).map((source) => readVaultPassword(source, { ...surroundings, env })),
  );
};
const inDirectory = (name: string): string => path.join(directory, name);

describe('a vault password comes as Ansible takes it', () => {
  test.each<[string, VaultOptions, readonly [string, string][]]>([
    ['a file, without blanks around it', { vaultPasswordFile: ['~/plain'] }, [['default', 'pass word']]],
    ['bytes that are no text', { vaultPasswordFile: [inDirectory('bytes')] }, [['default', '\xffA']]],
    ['what a program prints, without newlines', { vaultPasswordFile: ['~/script'] }, [['default', ' printed0 ']]],
    ['a client, told the vault id', { vaultId: ['prod@~/keyring-client.sh'] }, [['prod', 'for --vault-id prod']]],
    [
      'several',
      { vaultId: ['~/plain', 'b@prompt'], askVaultPass: true },
      [
        ['default', 'pass word'],
        ['b', 'Vault password (b)'],
        ['default', 'Vault password'],
      ],
    ],
  ])('%s', async (_, options, expected) => {
    const passwords = await read(options, { ask: async (question) => `${question}\n` });
    expect(passwords.map(({ label, password }) => [label, Buffer.from(password).toString('latin1')])).toEqual(expected);
  });

  test('the environment names a file, too', async () => {
    const [one] = await read({}, { env: { ANSIBLE_VAULT_PASSWORD_FILE: inDirectory('plain') } });
    expect(one).toEqual({ label: 'default', password: Buffer.from('pass word') });
    expect(await read({}, { env: { ANSIBLE_VAULT_PASSWORD_FILE: '' } })).toEqual([]);
  });
});

test.each<[string, VaultOptions, string]>([
  ['nobody to ask', { askVaultPass: true }, 'no terminal to ask for a vault password on'],
  ['no such file', { vaultPasswordFile: ['/no/where'] }, 'the vault password file /no/where: no such file'],
  ['a directory', { vaultPasswordFile: ['~/'] }, 'the vault password script ~/ could not be started'],
  ['an empty file', { vaultPasswordFile: ['~/empty'] }, 'the vault password from ~/empty is empty'],
  [
    'a failing program',
    { vaultPasswordFile: ['~/failing'] },
    'the vault password script ~/failing failed with exit code 3\nno such entry',
  ],
  ['one that cannot start', { vaultPasswordFile: ['~/no-interpreter'] }, 'could not be started'],
  ['no source', { vaultId: ['prod@'] }, '--vault-id prod@: expected LABEL@FILE or LABEL@prompt'],
])('a password that cannot be had is told and not shown: %s', async (_, options, message) => {
  const error = await (async () => read(options))().catch((reason: unknown) => reason);
  expect(String(error)).toContain(message);
  expect(String(error)).not.toContain('hush-hush');
});
