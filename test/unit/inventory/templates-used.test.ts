import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Host } from '../../../src/core/host.ts';
import { defineRole } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { inventoryDigest } from '../../../src/records/inventory-digest.ts';
import { complaintsOf } from './complaints.ts';

const site = defineRole({
  name: 'site',
  vars: z.object({
    port: z.int().default(1),
    fast: z.boolean().default(false),
    text: z.string().default(''),
    list: z.array(z.int()).default([]),
  }),
  resources: () => [],
});
const plays = [{ name: 'web', hosts: 'web', roles: [site] }];

function write(text: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'templates-'));
  mkdirSync(path.join(directory, 'files'));
  writeFileSync(path.join(directory, 'files/motd'), 'hello\n\n');
  writeFileSync(path.join(directory, 'hosts.yaml'), text);
  return path.join(directory, 'hosts.yaml');
}

const jobOf = async (file: string, lookups: readonly string[] = [], env = {}) =>
  createJob(
    await loadInventory(file, {
      secrets: createSecrets(),
      env,
      lookups: new Set(lookups),
      playbookDir: path.dirname(file),
    }),
    { plays },
    { tags: [], skipTags: [] },
  );
const varsOf = async (text: string, lookups: readonly string[] = [], env = {}) =>
  (await jobOf(write(text), lookups, env)).vars.get('n1')?.get('site');
const complaints = (text: string, lookups: readonly string[] = []) => {
  const file = write(text);
  return complaintsOf(() => jobOf(file, lookups), path.dirname(file));
};

describe('what a role reads', () => {
  test('is filled in; texts are taken for numbers and booleans where those are expected', async () => {
    const text = `
web:
  vars: { base: 8000, text: "{{ base + 1 }}", port: "{{ base + 80 }}", fast: "{{ 'yes' }}", list: ["{{ '7' }}", 8] }
  hosts: { n1: }`;
    expect(await varsOf(text)).toEqual({ text: '8001', port: 8080, fast: true, list: [7, 8] });
  });

  test('has its default where it is left out', async () => {
    expect(await varsOf('web: { hosts: { n1: { port: "{{ nope | default(omit) }}" } } }')).toMatchObject({ port: 1 });
  });

  test('is told with its place and the way to what is missing', async () => {
    const text = `web:
  vars:
    port: "{{ base }}"
    base: "{{ start + 1 }}"
  hosts: { n1: }
`;
    expect(await complaints(text)).toBe(
      'hosts.yaml:3:11: port: cannot fill in "{{ base }}": "base" (hosts.yaml:4:11): "start" is not defined\n',
    );
  });

  test.each([
    ['{{ port }}', 'it goes round in circles: port > port'],
    ['{{ 1 | nonesuch }}', 'the filter "nonesuch" is not followed'],
    ['{{ 1 is nonesuch }}', 'the test "nonesuch" is not followed'],
    ['{{ 1 + }}', 'expected an expression, found its end'],
    ['{{ base', '{{ is not closed'],
    ['{% include "x" %}', '{% include %} is not followed'],
    ['{{ ansible_default_ipv4.address }}', '"ansible_default_ipv4" is a fact or a variable of Ansible'],
    ["{{ lookup('env', 'HOME') }}", 'the lookup "env" asks this controller; allow it with --allow-lookup env'],
    ["{{ lookup('dig', 'x') }}", 'the lookup "dig" is not followed'],
  ])('that cannot be filled in is refused: %s', async (template, why) => {
    const text = `web: { vars: { port: ${JSON.stringify(template)} }, hosts: { n1: } }`;
    expect(await complaints(text)).toMatch(/^hosts\.yaml:1:22: port: cannot fill in /);
    expect(await complaints(text)).toContain(why);
  });
});

test('lookups that are allowed are done, where Ansible does them', async () => {
  const lookups = ['env', 'file', 'pipe'];
  const vars = (template: string) =>
    varsOf(`web: { vars: { text: ${JSON.stringify(template)} }, hosts: { n1: } }`, lookups, {
      A: 'x',
      PATH: process.env['PATH'],
    });
  expect(await vars("{{ lookup('env', 'A') }}{{ lookup('ansible.builtin.env', 'B', default='y') }}")).toMatchObject({
    text: 'xy',
  });
  expect(await vars("{{ lookup('file', 'motd') }}{{ lookup('pipe', 'echo $A; echo') }}")).toMatchObject({
    text: 'hellox',
  });
  expect(await vars("{{ query('env', 'A', 'B') | join('-') }}{{ lookup('env', 'A', 'A') }}")).toMatchObject({
    text: 'x-x,x',
  });
  expect(
    await complaints(`web: { vars: { text: "{{ lookup('pipe', 'exit 3') }}" }, hosts: { n1: } }`, lookups),
  ).toContain('`exit 3` ended with 3');
});

test('how a host is reached is filled in', async () => {
  const text = `
all: { vars: { net: 10.0.0, ansible_user: "{{ admin }}", admin: root, ansible_port: "{{ 2000 + 22 }}" } }
web: { hosts: { n1: { ansible_host: "{{ net }}.1" }, n2: { ansible_host: "{{ hostvars['n1'].ansible_host }}0", ansible_ssh_common_args: "{{ nope | default(omit) }}" } } }`;
  const { hosts } = await jobOf(write(text));
  expect(hosts.map(({ connection: { host, port, user } }) => [host, port, user])).toEqual([
    ['10.0.0.1', 2022, 'root'],
    ['10.0.0.10', 2022, 'root'],
  ]);
});

describe('only who plays is judged', () => {
  const other = (vars: string) => `web: { hosts: { n1: } }
other: { hosts: { o1: { ${vars} } } }
`;
  const ODD = [
    'ansible_connection: local',
    'ansible_connection: winrm, ansible_port: wrong, ansible_user: "a b"',
    `ansible_host: "{{ lookup('pipe', 'touch /tmp/never') }}"`,
    'port: "{{ nope }}", text: !vault x',
    'ansible_password: !vault "$ANSIBLE_VAULT;1.1;AES256"',
  ];

  test.each(ODD)('a host that no play is for may have %s', async (vars) => {
    const { hosts } = await jobOf(write(other(vars)));
    expect(hosts.map(({ name }: Host) => name)).toEqual(['n1', 'o1']);
  });

  test.each(ODD)('one that plays may not have %s', async (vars) => {
    expect(await complaints(other(vars).replace('other', 'web').replace('web: { hosts: { n1: } }\n', ''))).toMatch(
      /^hosts\.yaml:1:\d+: /,
    );
  });

  test('of every host, those that the run is limited to', async () => {
    const inventory = await loadInventory(write(other('ansible_connection: local')), {
      secrets: createSecrets(),
      env: {},
    });
    const every = { plays: [{ name: 'all', hosts: 'all', roles: [site] }] };
    const limited = (limit: string) =>
      createJob(inventory, every, { tags: [], skipTags: [], limit, onlyLimited: true });
    expect([...limited('web').selected]).toEqual(['n1']);
    expect(() => limited('other')).toThrow(/ansible_connection: found "local"/);
  });

  test('what is left empty is not set', async () => {
    const { hosts } = await jobOf(
      write(
        'web: { hosts: { n1: { ansible_user: , ansible_port: , ansible_host: , ansible_password: "", ansible_become: } } }',
      ),
    );
    expect(hosts[0]?.connection).toEqual({ host: 'n1', sshOptions: {} });
  });

  test('a vaulted file of variables that cannot be opened counts only for hosts that have it', async () => {
    const file = write('web: { hosts: { n1: } }\nother: { hosts: { o1: } }');
    mkdirSync(path.join(path.dirname(file), 'group_vars'));
    writeFileSync(path.join(path.dirname(file), 'group_vars/other.yml'), '$ANSIBLE_VAULT;1.1;AES256\n3132\n');
    expect((await jobOf(file)).hosts).toHaveLength(2);
    writeFileSync(path.join(path.dirname(file), 'group_vars/web.yml'), '$ANSIBLE_VAULT;1.1;AES256\n3132\n');
    expect(await complaintsOf(() => jobOf(file), path.dirname(file))).toBe(
      'group_vars/web.yml:1:1: this ansible-vault text is damaged; some of it is missing, or was changed\n',
    );
  });
});

test('an inventory is another where a template is, and the same whatever it comes to', async () => {
  const text = "web: { hosts: { n1: { text: \"{{ lookup('env', 'A') }}\" } } }";
  const digest = async (given: string, env: Readonly<Record<string, string>>) =>
    inventoryDigest((await jobOf(write(given), ['env'], env)).hosts);
  expect(await digest(text, { A: '1' })).toBe(await digest(text, { A: '2' }));
  expect(await digest(text.replace("'A'", "'B'"), {})).not.toBe(await digest(text, {}));
});
