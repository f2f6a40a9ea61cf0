import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

const INVENTORY = `all:
  vars: { gateway: 192.168.6.999 }
  children:
    directors:
      hosts: { n1: {} }
`;
const PLAYBOOK = `export default { plays: [{ name: 'mine', hosts: 'nobody here!', roles: 'all' }] };\n`;

let project: Installed;
beforeAll(async () => {
  project = await install();
  writeFileSync(path.join(project.folder, 'inventory.yaml'), INVENTORY);
  writeFileSync(path.join(project.folder, 'playbook.ts'), PLAYBOOK);
});
afterAll(() => project.remove());

test('what is wrong in the inventory is told by place, on stderr, and is exit 1', async () => {
  const { code, stdout, stderr } = await project.umctl('plan', 'inventory.yaml');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^inventory\.yaml:2:20: .*192\.168\.6\.999/m);
  expect(stderr).toMatch(/\n\d+ problems\. Nothing was changed\.\n$/);
});

test('with --json it is one line of JSON on stdout, too', async () => {
  const { code, stdout } = await project.umctl('plan', '-i', 'inventory.yaml', '--json');
  expect(code).toBe(1);
  const { type, exit, problems } = JSON.parse(stdout) as Record<string, unknown>;
  expect({ type, exit }).toEqual({ type: 'error', exit: 1 });
  const at = { file: 'inventory.yaml', line: 2, column: 20 };
  expect(problems).toContainEqual({ at, message: expect.stringContaining('192.168.6.999') });
});

test('a playbook that is none is told before any host is asked', async () => {
  const { code, stderr } = await project.umctl('plan', 'inventory.yaml', '-p', 'playbook.ts');
  expect(code).toBe(1);
  expect(stderr).toContain('playbook.ts: not a playbook: plays[0].roles: ');
});

test('passwords cannot be asked for without a terminal', async () => {
  writeFileSync(
    path.join(project.folder, 'none.mjs'),
    `export default { plays: [{ name: 'a', hosts: 'all', roles: [] }] };`,
  );
  const { code, stderr } = await project.umctl('plan', 'inventory.yaml', '-p', 'none.mjs', '-K');
  expect(code).toBe(1);
  expect(stderr).toContain('there is no terminal to ask for a password on');
});

test('secrets that cannot be had are told together, each at its place, before any host is asked', async () => {
  const example = readFileSync(new URL('../../../inventory.example.yaml', import.meta.url), 'utf8');
  const lines = example
    .replace('key: { generate: true }', 'key: { from_env: NO_SUCH_VARIABLE }')
    .replace('login: anonymous', 'login: check, passwd: { from_file: no-such-file }')
    .split('\n');
  writeFileSync(path.join(project.folder, 'secrets.yaml'), lines.join('\n'));
  const { code, stderr } = await project.umctl('plan', 'secrets.yaml');
  expect(code).toBe(1);
  for (const name of ['NO_SUCH_VARIABLE', 'no-such-file']) {
    const line = lines.findIndex((text) => text.includes(name));
    const place = `secrets.yaml:${line + 1}:${(lines[line] ?? '').indexOf(name) + 1}: `;
    expect(stderr).toContain(place);
    expect(stderr.split('\n').filter((text) => text.includes(name))).toHaveLength(1);
  }
  expect(stderr).toContain('2 problems. Nothing was changed.');
});
