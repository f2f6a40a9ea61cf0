import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineRole } from '../../../src/core/role.ts';
import { vaulted } from '../../../src/core/schema.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { readForShow } from '../../../src/inventory/show/read-for-show.ts';
import { complaintsOf } from './complaints.ts';

const SECRET = "sésame '[open]' 42";
const VAULTED = '!vault "$ANSIBLE_VAULT;1.1;AES256"';
const site = defineRole({
  name: 'site',
  vars: z.object({ key: vaulted.optional(), shown: z.string().optional(), keys: z.array(vaulted).optional() }),
  resources: () => [],
});

async function jobOf(variables: string, whole = '') {
  const directory = mkdtempSync(path.join(tmpdir(), 'secrets-'));
  const file = path.join(directory, 'hosts.yaml');
  writeFileSync(
    file,
    `web: { hosts: { n1: } }\nall:\n  vars:\n    s: ${VAULTED}\n    empty: !vault "empty"\n${variables}`,
  );
  mkdirSync(path.join(directory, 'group_vars'));
  if (whole !== '') writeFileSync(path.join(directory, 'group_vars/web.yml'), '$ANSIBLE_VAULT;whole');
  const vault = {
    open: (text: string) => ({ text: text.endsWith('whole') ? whole : text === 'empty' ? '' : SECRET }),
  };
  const secrets = createSecrets();
  const inventory = await loadInventory(file, { secrets, vault, env: {} });
  const job = createJob(
    inventory,
    { plays: [{ name: 'web', hosts: 'web', roles: [site] }] },
    { tags: [], skipTags: [] },
  );
  const vars = JSON.parse(JSON.stringify(job.vars.get('n1')?.get('site'))) as Readonly<Record<string, unknown>>;
  expect(JSON.stringify([inventory, job, [...job.vars.values()].map((all) => [...all])])).not.toContain('42');
  const reveal = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, inner) => (typeof inner === 'string' ? secrets.reveal(inner) : inner));
  return { vars: reveal(vars), connection: reveal(job.hosts[0]?.connection) };
}

test.each([
  ['{{ s }}', SECRET],
  ['pre-{{ s }}-post', `pre-${SECRET}-post`],
  ["{{ s ~ '!' }}", `${SECRET}!`],
  ['{{ s | default("x", true) | trim }}', SECRET],
  ["{{ 'no' if not s else s }}", SECRET],
  ["{{ [s, 'x'] | join(',') }}", `${SECRET},x`],
  ["{{ {'a': s}.a }}", SECRET],
  ['{{ (empty or s) }}', SECRET],
])('a secret is handed on as it is: %s', async (template, value) => {
  const { vars } = await jobOf(`    key: ${JSON.stringify(template)}\n`);
  expect(vars).toEqual({ key: { vaulted: value } });
});

test('also within a list, and through other variables', async () => {
  const { vars } = await jobOf('    keys: "{{ [s, other] }}"\n    other: "{{ s }}"\n');
  expect(vars).toEqual({ keys: [{ vaulted: SECRET }, { vaulted: SECRET }] });
});

test.each([
  ['{{ s | upper }}', 'a secret is taken as it is'],
  ['{{ s | length }}', 'a secret is taken as it is'],
  ['{{ s[0] }}', 'a secret is taken as it is'],
  ["{{ 'a' in s }}", 'a secret is taken as it is'],
  ["{{ s == 'x' }}", 'a secret is taken as it is'],
  ["{{ s.split(' ') }}", 'a secret is taken as it is'],
  ['{{ s | to_json }}', 'a secret is taken as it is'],
  ['{{ s | b64encode }}', 'a secret is taken as it is'],
  ['{{ s | first }}', 'a secret is taken as it is'],
  ['a {{ [s] }}', 'a list or mapping with a secret in it cannot be made a text'],
])('a secret is not worked on: %s', async (template, why) => {
  const complaint = await complaintsOf(() => jobOf(`    key: ${JSON.stringify(template)}\n`), '');
  expect(complaint).toContain(why);
  expect(complaint).not.toMatch(/42|sésame/);
});

test('a secret is not shown where a role shows its variable', async () => {
  expect(await complaintsOf(() => jobOf('    shown: "{{ s }}"\n'), '')).toContain('found a vaulted value');
});

test('a password may come from another variable', async () => {
  const { connection } = await jobOf(
    '    ansible_password: "{{ s }}"\n    ansible_become_password: "{{ s }}"\n    ansible_become: true\n',
  );
  expect(connection).toMatchObject({ password: SECRET, become: { password: SECRET } });
});

test.each([
  ['shown', 'hush {{ x }}', { literal: '42424242' }],
  ['hidden', '********', '********'],
] as const)(
  'templates and numbers of a vaulted file are shown where the file is: %s',
  async (passwords, shown, number) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'secrets-'));
    mkdirSync(path.join(directory, 'group_vars'));
    writeFileSync(path.join(directory, 'hosts.yaml'), 'web: { hosts: { n1: } }\n');
    writeFileSync(path.join(directory, 'group_vars/web.yml'), '$ANSIBLE_VAULT;whole');
    const vault = { open: () => ({ text: 'a: "hush {{ x }}"\nb: 42424242\nc: true\n' }) };
    const { listing } = await readForShow([path.join(directory, 'hosts.yaml')], {
      secrets: createSecrets(),
      vault,
      passwords,
    });
    expect(Object.fromEntries(listing.hostVars('n1'))).toEqual({ a: shown, b: number, c: true });
  },
);

test('what templates of a vaulted file make is as secret as the file', async () => {
  const whole = 'key: "{{ hush }}-42"\nhush: hush-42\nshown: "{{ nothing }}"\n';
  const complaint = await complaintsOf(() => jobOf('', whole), '');
  expect(complaint).toContain('web.yml:3:8: shown: cannot fill in "{{ … }}": "nothing" is not defined');
  expect((await jobOf('', whole.replace(/shown.*\n/, ''))).vars).toEqual({ key: { vaulted: 'hush-42-42' } });
});
