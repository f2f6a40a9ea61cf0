import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
vi.setConfig({ testTimeout: 120_000 });

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
