import { expect, test } from 'vitest';
import { withPasswords } from '../../../src/cli/with-passwords.ts';
import type { ConnectionSettings, Host } from '../../../src/core/host.ts';
import { createSecrets } from '../../../src/core/secrets.ts';

const host = (connection: Partial<ConnectionSettings>): Host => ({
  name: 'n1',
  groups: [],
  vars: {},
  connection: { host: 'n1', sshOptions: {}, ...connection },
  at: () => ({ file: 'inventory.yaml', line: 1, column: 1 }),
});

const secrets = createSecrets();
const connections = (hosts: readonly Host[]) => hosts.map(({ connection }) => connection);

test('passwords go in as tokens, where the inventory has none of its own', () => {
  const hosts = [host({}), host({ password: 'own' }), host({ become: { user: 'root' } })];
  const [bare, own, becoming] = connections(withPasswords(hosts, secrets, { login: 'poison', become: 'venom' }));
  expect(secrets.reveal(bare?.password ?? '')).toBe('poison');
  expect(bare?.password).not.toContain('poison');
  expect(bare?.become).toBeUndefined();
  expect(own?.password).toBe('own');
  expect(becoming?.become?.user).toBe('root');
  expect(secrets.reveal(becoming?.become?.password ?? '')).toBe('venom');
});

test('nothing asked, nothing changed', () => {
  const hosts = [host({ become: { user: 'root', password: 'own' } })];
  expect(connections(withPasswords(hosts, secrets, {}))).toEqual(connections(hosts));
});

test('a password of sudo that no host needs is a mistake', () => {
  expect(() => withPasswords([host({})], secrets, { become: 'venom' })).toThrow(/no host .* ansible_become: true/);
});
