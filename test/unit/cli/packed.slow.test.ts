import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
let clone: string;
beforeAll(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'umctl-packed-'));
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const needed = /^(?:bin|playbooks|roles|scripts|src|tools)\/|^[^/]+$/;
  const files = stdout.split('\0').filter((name) => needed.test(name) && existsSync(path.join(ROOT, name)));
  for (const file of files) cpSync(path.join(ROOT, file), path.join(clone, file), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

it('npm pack in a checkout that was never built has all that umctl runs', () => {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: clone, encoding: 'utf8' });
  const [packed] = Object.values(JSON.parse(stdout) as Readonly<Record<string, { files: { path: string }[] }>>);
  const files = packed?.files.map((file) => file.path) ?? [];
  expect(files, stderr).toEqual(
    expect.arrayContaining([
      'bin/umctl.js',
      'dist/src/cli/main.js',
      'dist/src/index.d.ts',
      'dist/playbooks/cluster.js',
      'dist/roles/heartbeat/templates/ha.cf.ejs',
      'inventory.example.yaml',
      'README.md',
    ]),
  );
});

it('what was packed runs, and gives a playbook the same umctl that runs it', () => {
  const dir = path.join(clone, 'site');
  mkdirSync(dir);
  writeFileSync(path.join(dir, 'hosts.yaml'), 'all: { hosts: { n1: { ansible_host: 127.0.0.1, ansible_port: 1 } } }\n');
  const own = `import { definePlaybook, defineRole, file, z } from 'umctl';
import clusterPlaybook from 'umctl/playbook';
import realserver from 'umctl/roles/realserver';
const own = defineRole({ name: clusterPlaybook && realserver.name + 's', vars: z.looseObject({}), resources: () => [file({ path: '/x' })] });
export default definePlaybook({ plays: [{ name: 'own', hosts: 'all', roles: [own] }] });
`;
  writeFileSync(path.join(dir, 'own.ts'), own);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(clone, 'bin/umctl.js'), 'plan', 'hosts.yaml', '-p', 'own.ts'],
    { cwd: dir, encoding: 'utf8', env: { ...process.env, XDG_STATE_HOME: dir } },
  );
  expect([status, stdout], stderr).toEqual([4, expect.stringContaining('127.0.0.1')]);
});
