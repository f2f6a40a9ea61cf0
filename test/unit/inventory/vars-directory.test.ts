import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

test('a group_vars that cannot be read is told, not taken for none', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-vars-'));
  const file = path.join(directory, 'inventory.yaml');
  writeFileSync(file, 'all: { hosts: { n1: } }\n');
  const load = () => loadInventory(file, { secrets: createSecrets(), env: {} });
  expect((await load()).hosts).toHaveLength(1);
  symlinkSync('group_vars', path.join(directory, 'group_vars'));
  await expect(load()).rejects.toThrow(/group_vars:1:1: the directory of variables cannot be read: ELOOP/);
  rmSync(directory, { recursive: true });
});

test.each([
  ['mtu=1500\n', 'all.yml:1:1: = is written in INI files; in YAML write `mtu: 1500`'],
  ['mtu 1500\n', 'all.yml:1:1: missing colon after "mtu"; write `mtu: 1500`'],
  ['mtu:1500\n', 'all.yml:1:1: missing blank after the colon; write `mtu: 1500`'],
  ['- mtu: 1500\n', 'all.yml:1:1: expected variables (name: value), found a list'],
])('%j in group_vars is told', async (text, told) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-vars-'));
  const file = path.join(directory, 'inventory.yaml');
  writeFileSync(file, 'all: { hosts: { n1: } }\n');
  mkdirSync(path.join(directory, 'group_vars'));
  writeFileSync(path.join(directory, 'group_vars/all.yml'), text);
  await expect(loadInventory(file, { secrets: createSecrets(), env: {} })).rejects.toThrow(told);
  rmSync(directory, { recursive: true });
});
