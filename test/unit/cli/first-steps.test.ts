import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** bin/umctl.js in a folder of its own, with what else is to be there: empty files. */
function copyWith(...files: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'umctl-first-'));
  folders.push(folder);
  cpSync(path.join(ROOT, 'bin'), path.join(folder, 'bin'), { recursive: true });
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

/** Makes Node say that it is an old one: what bin/umctl.js looks at. */
const AS_NODE_20 = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;

function umctl(folder: string, { old = false } = {}): { readonly status: number | null; readonly stderr: string } {
  const preload = path.join(folder, 'old.mjs');
  writeFileSync(preload, old ? AS_NODE_20 : '');
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, 'bin/umctl.js', '--version'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the first steps of somebody new', () => {
  it.each([
    ['an installed package', [], 'Install a newer Node.js'],
    ['a checkout without its modules', ['tools/node24/package.json'], 'Run "npm ci" first'],
    ['a checkout with them', ['tools/node24/package.json', 'node_modules/.bin/node'], 'run "npx umctl" instead'],
  ])('an old Node.js in %s: says what to do there', (_, files, advice) => {
    const { status, stderr } = umctl(copyWith(...files), { old: true });
    expect([status, stderr]).toEqual([1, expect.stringContaining(advice)]);
    expect(stderr).toContain('needs Node.js 22.18 or newer');
  });

  it('a checkout that was not built: says so, without a stack', () => {
    const { status, stderr } = umctl(copyWith('tools/node24/package.json'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('Run "npm run build"')]);
    expect(stderr).not.toContain('    at ');
  });
});
