import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';
import { createVault, type VaultPassword } from '../../../../src/inventory/vault/vault.ts';
import { complaintsOf } from '../complaints.ts';
import { playAll } from '../play-all.ts';

/** Made with ansible-vault 2.14.18 and these passwords; what they hold is what ansible-inventory --list shows. */
const fixtures = path.resolve(import.meta.dirname, '../fixtures/vault');
const MAIN = { label: 'default', password: Buffer.from('test pässword') };
const PROD = { label: 'prod', password: Buffer.from('prod-password') };

const WRONG = 'wrong vault password, or the vaulted text was changed';

const load = async (inventory: string, ...passwords: readonly VaultPassword[]) => {
  const secrets = createSecrets();
  const file = path.join(fixtures, inventory);
  const { hosts } = playAll(await loadInventory(file, { secrets, vault: createVault(passwords), env: {} }));
  return { secrets, hosts };
};

describe('what ansible-vault made is read', () => {
  test('values and files, of both formats, whatever their vault id', async () => {
    const { secrets, hosts } = await load('inventory.yaml', PROD, MAIN);
    const [n1, n2] = hosts.map(({ vars, connection }) =>
      JSON.parse(JSON.stringify({ vars, connection }), (_, value) =>
        typeof value === 'string' ? secrets.reveal(value) : value,
      ),
    );
    expect(n1.vars).toEqual({
      plain: 'in the clear',
      key: 'vaulted-key-0123',
      odd: ' späce "{{ quoted }}" \'$(x)\' # end\nsecond line\n',
      nested: [{ deep: 'plain' }, { deep: 'labelled-secret' }],
      ansible_become: true,
      ansible_become_password: 'sesame-open',
      ha_key: 'a-key-of-a-file',
      port: 8080,
      ratio: 0.5,
      list: ['text', 3, { inner: 'more text' }],
    });
    expect(n1.connection.become).toEqual({ user: 'root', password: 'sesame-open' });
    expect(n2.vars.v).toBe('host secret');
  });

  test('and leaves the reader as tokens only', async () => {
    const { hosts } = await load('inventory.yaml', MAIN, PROD);
    const everything = JSON.stringify(hosts);
    expect(everything).toContain('in the clear');
    for (const value of ['vaulted-key', 'späce', 'labelled', 'sesame', 'a-key', 'more text', 'host secret'])
      expect(everything).not.toContain(value);
  });

  test('while ordinary words of a vaulted file are not taken out of what hosts say', async () => {
    const { secrets } = await load('inventory.yaml', MAIN, PROD);
    expect(secrets.redact('some text of sesame-open')).toMatch(/^some text of \uE000ansible_become_password /);
  });
});

describe('what cannot be opened is told with its place and never shown', () => {
  test.each<[string, readonly VaultPassword[], readonly string[]]>([
    ['no password', [], Array(5).fill('vaulted, and no password for it is given')],
    [
      'one of two passwords',
      [MAIN],
      ['host_vars/n2.yml:1:1: wrong vault password', 'inventory.yaml:24:24: wrong vault password'],
    ],
    [
      'another',
      [PROD],
      [
        'group_vars/directors/vault.yml:1:1: wrong vault password',
        'inventory.yaml:4:17: wrong vault password',
        'inventory.yaml:11:17: wrong vault password',
      ],
    ],
  ])('%s', async (_, passwords, expected) => {
    const lines = (await complaintsOf(() => load('inventory.yaml', ...passwords), fixtures)).trim().split('\n');
    expect(lines).toEqual(expected.map((part) => expect.stringContaining(part)));
    expect(lines.join()).not.toMatch(/[0-9a-f]{16}|ANSIBLE_VAULT;/);
  });

  test.each<[string, readonly VaultPassword[], string]>([
    ['no password', [], 'group_vars/directors/vault.yml:1:1: vaulted, and no password'],
    [
      'the label of another',
      [{ ...MAIN, label: 'prod' }],
      `host_vars/n2.yml:1:1: ${WRONG} (tried: prod; it was made with the vault id prod)`,
    ],
    ['another', [PROD], `group_vars/directors/vault.yml:1:1: ${WRONG} (tried: prod)`],
  ])('a whole file: %s', async (_, passwords, expected) => {
    const lines = await complaintsOf(() => load('files.yaml', ...passwords), fixtures);
    expect(lines).toContain(expected);
    expect(lines).not.toMatch(/[0-9a-f]{16}|ANSIBLE_VAULT;/);
  });

  const file = readFileSync(path.join(fixtures, 'host_vars/n2.yml'), 'utf8');
  test.each([
    ['a changed ciphertext', file.replace(/..\n$/, (end) => (end === '31\n' ? '32' : '31')), 'wrong vault password'],
    ['a short one', file.slice(0, 200), 'this ansible-vault text is damaged'],
    ['no hexadecimals', file.replace(/\d{4}/, 'wxyz'), 'this ansible-vault text is damaged'],
    ['another cipher', file.replace('AES256', 'AES'), 'not of a kind that is read (1.1 or 1.2, AES256)'],
    ['another version', file.replace('1.2', '1.0'), 'not of a kind'],
    ['none at all', 'host secret', 'expected an ansible-vault text'],
  ])('%s', (_, text, why) => {
    const opened = createVault([PROD]).open(text);
    expect('wrong' in opened && opened.wrong).toContain(why);
  });
});
