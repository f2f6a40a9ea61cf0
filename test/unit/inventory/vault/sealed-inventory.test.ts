import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineRole } from '../../../../src/core/role.ts';
import { vaulted } from '../../../../src/core/schema.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';
import { createVault } from '../../../../src/inventory/vault/vault.ts';
import { complaintsOf } from '../complaints.ts';

/** Made with ansible-vault 2.14.18 and these passwords: inventories that are vaulted as a whole. */
const fixtures = path.resolve(import.meta.dirname, '../fixtures/vault/whole');
const VAULT = createVault([
  { label: 'default', password: Buffer.from('test pässword') },
  { label: 'prod', password: Buffer.from('prod-password') },
]);
const site = defineRole({
  name: 'site',
  vars: z.object({
    interface: z.string(),
    hush: vaulted,
    name_of: vaulted.optional(),
    literal: z.unknown().optional(),
  }),
  resources: () => [],
});

const jobOf = async (source: string, vault: Parameters<typeof loadInventory>[1]['vault'] = VAULT) => {
  const secrets = createSecrets();
  const inventory = await loadInventory(source, { secrets, ...(vault && { vault }), env: {} });
  const plays = [{ name: 'web', hosts: 'web', roles: [site] }];
  return { secrets, job: createJob(inventory, { plays }, { tags: [], skipTags: [] }) };
};
const written = (text: string): string => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'sealed-')), 'hosts');
  writeFileSync(file, '$ANSIBLE_VAULT;1.1;AES256\n');
  texts.set(file, text);
  return file;
};
const texts = new Map<string, string>();
const opening = (file: string) => ({ open: () => ({ text: texts.get(file) ?? '' }) });

test('addresses and names in it are read, and what is a secret stays one', async () => {
  const { secrets, job } = await jobOf(path.join(fixtures, 'hosts.yml'));
  expect(job.hosts.map(({ name, connection }) => [name, connection])).toEqual([
    ['n1', { host: '192.0.2.11', port: 2222, user: 'admin', password: expect.any(String), sshOptions: {} }],
    ['n2', { host: '192.0.2.12', user: 'admin', password: expect.any(String), sshOptions: {} }],
  ]);
  const own = [...job.vars.values()].map((all) => all.get('site') as Readonly<Record<string, { vaulted: string }>>);
  expect(own.map((vars) => vars['interface'])).toEqual(['eth0', 'eth0']);
  expect(JSON.stringify(own)).not.toContain('keep-this-one');
  const [password] = job.hosts.map(({ connection }) => connection.password ?? '');
  expect([password ?? '', ...own.map((vars) => vars['name_of']?.vaulted ?? '')].map(secrets.reveal)).toEqual([
    'sesame-open',
    'n1 keep-this-one',
    'n2 keep-this-one',
  ]);
});

test('so is one in INI form, by the vault id it was made with', async () => {
  const { job } = await jobOf(path.join(fixtures, 'hosts'));
  expect(job.hosts.map(({ name, connection, vars }) => [name, connection.user, vars['literal']])).toEqual(
    ['n1', 'n2'].map((name) => [name, 'admin', ['a', 7, { k: 'v' }]]),
  );
});

test.each([
  ['no password', createVault([]), /hosts:1:1: vaulted, and no password for it is given; see --vault-password-file/],
  ['another one', createVault([{ label: 'x', password: Buffer.from('y') }]), /hosts:1:1: wrong vault password/],
])('with %s it is refused', async (_, vault, message) => {
  expect(await complaintsOf(() => jobOf(path.join(fixtures, 'hosts'), vault), '')).toMatch(message);
});

test.each([
  ['INI', '[web]\nn1\nn2 secret = hush hush\n', 3],
  ['YAML', 'web:\n  hosts:\n    n1: hush\n', 3],
  ['YAML that is none', 'web:\n  hosts: [hush\n', 2],
])('what is wrong in it is told with its place, and without its text: %s', async (_, text, line) => {
  const file = written(text);
  const complaint = await complaintsOf(() => jobOf(file, opening(file)), '');
  expect(complaint).toMatch(new RegExp(`hosts:${line}:\\d+: the vaulted text cannot be read`));
  expect(complaint).not.toContain('hush');
});
