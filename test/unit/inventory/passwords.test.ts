import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-passwords-'));
afterAll(() => rmSync(directory, { recursive: true }));

const load = async (yaml: string) => {
  const file = path.join(directory, 'inventory.yaml');
  writeFileSync(file, yaml);
  const secrets = createSecrets();
  return { secrets, ...(await loadInventory(file, { secrets, env: {} })) };
};

test('passwords leave the reader as tokens only', async () => {
  const { secrets, hosts } = await load(`all:
    vars: { ansible_become: yes, ansible_become_password: become-me, note: not a password }
    hosts: { n1: { ansible_password: let-me-in }, n2: { ansible_ssh_pass: !unsafe "{{ odd }}" } }`);
  const everything = JSON.stringify(hosts);
  expect(everything).toContain('not a password');
  for (const password of ['become-me', 'let-me-in', '{{ odd }}']) expect(everything).not.toContain(password);
  const [n1, n2] = hosts.map(({ connection }) => connection);
  expect(secrets.reveal(n1?.password ?? '')).toBe('let-me-in');
  expect(secrets.reveal(n1?.become?.password ?? '')).toBe('become-me');
  expect(secrets.reveal(n2?.password ?? '')).toBe('{{ odd }}');
});

test('ten thousand hosts that share a password are read in seconds', async () => {
  const before = process.cpuUsage();
  const { hosts } = await load(`all:
    vars: { ansible_password: let-me-in, gateway: 10.0.0.1 }
    children: { web: { hosts: { "web[00001:10000]": { weight: 1 } } } }`);
  expect(hosts).toHaveLength(10_000);
  expect(new Set(hosts.map(({ connection }) => connection.password)).size).toBe(1);
  // The processor's time, in microseconds: a busy machine takes longer by the clock.
  expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
});
