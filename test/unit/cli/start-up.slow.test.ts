import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** What the installed umctl loads: others' packages, also where they are a part of its own files, and parts of Node. */
async function loadedBy(...args: readonly string[]): Promise<readonly string[]> {
  const bin = 'node_modules/umctl/bin/umctl.js';
  const { stderr } = await project.run(process.execPath, ['--import', './listen.mjs', bin, ...args]);
  const urls = stderr.split('\n').filter((line) => /^(file|node):/.test(line));
  const files = urls.filter((url) => url.startsWith('file:')).flatMap((url) => [url, ...sourcesOf(fileURLToPath(url))]);
  const packages = files.flatMap(
    (file) => /.*\/node_modules\/(?!umctl\/|\.)((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set([...packages, ...urls.filter((url) => url.startsWith('node:'))])].sort();
}

/** What a file is made of, by its source map. */
function sourcesOf(file: string): readonly string[] {
  const map = `${file}.map`;
  return existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')).sources : [];
}

const HOSTS = ['ssh2', 'node-ssh', 'node:net', 'node:tls', 'node:https', 'node:dns', 'node:zlib'];

test('--version, --help and usage errors load nothing but the parser: a shell prompt waits for them', async () => {
  const packages = async (...args: readonly string[]) =>
    (await loadedBy(...args)).filter((name) => !name.startsWith('node:'));
  expect(await packages('--version')).toEqual(['commander']);
  expect(await loadedBy('--version')).not.toContain('node:crypto');
  expect(await packages('apply', '--help')).toEqual(['commander']);
  expect(await packages('plan', '--limt')).toEqual(['commander']);
});

test('what is wrong with the input is found without loading what speaks SSH or draws', async () => {
  const loaded = await loadedBy('plan', 'nowhere.yaml');
  expect(loaded).toContain('zod');
  expect(loaded.filter((name) => [...HOSTS, 'listr2', 'yaml', '@clack/prompts'].includes(name))).toEqual([]);
});

test('what speaks SSH is loaded for hosts, without what serves HTTP', async () => {
  writeFileSync(
    path.join(project.folder, 'one.yaml'),
    'all: { hosts: { n1: { ansible_host: 127.0.0.1, ansible_port: 1 } } }\n',
  );
  const loaded = await loadedBy('facts', 'one.yaml');
  expect(loaded).toEqual(expect.arrayContaining(['ssh2', 'node-ssh', 'node:net']));
  expect(loaded.filter((name) => ['node:http', 'node:https', 'node:tls', 'listr2'].includes(name))).toEqual([]);
});

test('what is published carries the licences of what is in it', () => {
  const licences = readFileSync(path.join(project.folder, 'node_modules/umctl/dist/LICENSES'), 'utf8');
  expect(licences).toMatch(/^zod \S+: MIT$/m);
  expect(licences).toMatch(/^tweetnacl \S+: Unlicense$/m);
});
