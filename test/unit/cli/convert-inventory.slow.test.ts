import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main-child.ts', import.meta.url));
const INI = '# the pair\n[directors]\nn1 ansible_host=192.168.6.2\nn2\n[directors:vars]\nweight=1\n';
const CONVERTED = `# Converted by umctl from hosts. Variables in group_vars/ and host_vars/ stay in their files.
all:
  children:
    # the pair
    directors:
      vars:
        weight: 1
      hosts:
        n1:
          ansible_host: 192.168.6.2
        n2:
`;

let home: string;
let inventory: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'umctl-convert-'));
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  inventory = mkdtempSync(path.join(home, 'inventory-'));
  writeFileSync(path.join(inventory, 'hosts'), INI, { mode: 0o640 });
});

function umctl(...args: readonly string[]) {
  const env = { ...process.env, HOME: home, XDG_STATE_HOME: home };
  const words = [MAIN, 'inventory', path.join(inventory, 'hosts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

test('an INI inventory is printed in YAML, with its comments', () => {
  expect(umctl('--convert')).toEqual({ status: 0, stdout: CONVERTED, stderr: '' });
});

test('it is written to a file that as many may read, which umctl reads alike, and never over another', () => {
  const output = path.join(inventory, 'hosts.yaml');
  expect(umctl('--convert', '--output', output)).toMatchObject({ status: 0, stdout: '' });
  expect(readFileSync(output, 'utf8')).toBe(CONVERTED);
  expect(statSync(output).mode & 0o777).toBe(0o640);
  const { stdout } = umctl('--list');
  expect(spawnSync(process.execPath, [MAIN, 'inventory', output, '--list'], { encoding: 'utf8' }).stdout).toBe(stdout);
  expect(umctl('--convert', '--output', output)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('there already'),
  });
});

test('it says where group_vars would not count', () => {
  mkdirSync(path.join(inventory, 'group_vars'));
  const elsewhere = umctl('--convert', '--output', path.join(home, 'hosts.yaml'));
  expect(elsewhere.status).toBe(1);
  expect(elsewhere.stderr).toContain(`would not count there; write it to ${path.join(inventory, 'hosts.yaml')}`);
  expect(umctl('--convert').stderr).toContain(`put it into ${inventory}`);
});

test('it says what to type where two sources have group_vars of their own', () => {
  const other = mkdtempSync(path.join(home, 'other-'));
  writeFileSync(path.join(other, 'hosts.ini'), '[web]\nn3\n');
  for (const folder of [inventory, other]) mkdirSync(path.join(folder, 'group_vars'));
  const { status, stderr } = umctl('-i', path.join(other, 'hosts.ini'), '--convert', '--output', 'x.yaml');
  expect(status).toBe(1);
  for (const [source, output] of [
    [path.join(inventory, 'hosts'), path.join(inventory, 'hosts.yaml')],
    [path.join(other, 'hosts.ini'), path.join(other, 'hosts.yaml')],
  ])
    expect(stderr).toContain(`umctl inventory ${source} --convert --output ${output}`);
  expect(stderr).toContain(`-i ${path.join(inventory, 'hosts.yaml')} -i ${path.join(other, 'hosts.yaml')}`);
});

test('a program is refused by its name', () => {
  writeFileSync(path.join(inventory, 'hosts'), '#!/bin/sh\necho \'{"web": ["n1"]}\'\n');
  spawnSync('chmod', ['755', path.join(inventory, 'hosts')]);
  const { status, stderr } = umctl('--convert');
  expect(status).toBe(1);
  expect(stderr).toMatch(/hosts:1:1: a program, .* cannot be converted/);
});
