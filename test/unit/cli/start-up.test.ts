import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

/** Says on stderr what is loaded. */
const LISTEN = `
import { registerHooks } from 'node:module';
import { writeSync } from 'node:fs';
registerHooks({ load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context); } });
`;

let project: Installed;
beforeAll(async () => {
  project = await install();
  writeFileSync(path.join(project.folder, 'listen.mjs'), LISTEN);
});
afterAll(() => project.remove());

async function packagesOf(...args: readonly string[]): Promise<readonly string[]> {
  const bin = 'node_modules/umctl/bin/umctl.js';
  const { stderr } = await project.run(process.execPath, ['--import', './listen.mjs', bin, ...args]);
  const names = [...stderr.matchAll(/\/node_modules\/(?!umctl\/|\.)((?:@[^/\s]+\/)?[^/\s]+)\//g)].map(
    ([, name]) => name ?? '',
  );
  return [...new Set(names)];
}

test('--version, --help and usage errors load nothing but the parser: a shell prompt waits for them', async () => {
  expect(await packagesOf('--version')).toEqual(['commander']);
  expect(await packagesOf('apply', '--help')).toEqual(['commander']);
  expect(await packagesOf('plan', '--limt')).toEqual(['commander']);
});

test('what is wrong with the input is found without loading what speaks SSH or draws', async () => {
  const packages = await packagesOf('plan', 'nowhere.yaml');
  expect(packages).toContain('zod');
  expect(packages.filter((name) => ['ssh2', 'node-ssh', 'listr2', 'semver'].includes(name))).toEqual([]);
});
