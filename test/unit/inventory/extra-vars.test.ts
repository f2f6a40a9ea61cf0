import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { playAll } from './play-all.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'umctl-extra-'));
beforeAll(() =>
  writeFileSync(path.join(dir, 'hosts.yaml'), 'all: { hosts: { n1: { ansible_host: 10.0.0.1, a: 1 } } }\n'),
);
afterAll(() => rmSync(dir, { recursive: true }));

const secrets = createSecrets();
const host = async (...extraVars: readonly string[]) => {
  const file = path.join(dir, 'hosts.yaml');
  const [first] = playAll(await loadInventory(file, { secrets, extraVars, env: { HOME: '/home/me' } })).hosts;
  if (first === undefined) throw new Error('no host');
  return first;
};

test('a value counts over the host, for the connection too, and may be a template', async () => {
  const { connection, vars } = await host(
    'ansible_host="{{ inventory_hostname }}.example" ansible_port=2222',
    '{ansible_become: true, a: "yes"}',
  );
  expect(connection).toMatchObject({ host: 'n1.example', port: 2222, become: { user: 'root' } });
  expect(vars['a']).toBe('yes');
});

test('a place is that on the command line', async () => {
  expect((await host('a=1 b=2')).at(['b'])).toEqual({ file: '--extra-vars', line: 1, column: 5 });
});

test('a password is a token', async () => {
  const { connection, vars } = await host('ansible_password=venom');
  expect(JSON.stringify([connection, vars])).not.toContain('venom');
  expect(secrets.reveal(connection.password ?? '')).toBe('venom');
});
