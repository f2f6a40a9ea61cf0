import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../../..');
const MIB = 2 ** 20;
/** Far more than it takes: what never ends is what is looked for, on a machine that is busy. */
const LIMIT_MS = 600_000;

let directory: string;
let file: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'umctl-large-'));
  file = path.join(directory, 'inventory.yaml');
});
afterAll(() => rm(directory, { recursive: true }));

const load = async (text: string) => {
  await writeFile(file, text);
  return loadInventory(file, { secrets: createSecrets(), env: {} });
};

describe('a file larger than 16 MiB', () => {
  const huge = async (name: string) => {
    await writeFile(name, '');
    await truncate(name, 16 * MIB + 1);
  };

  test('is refused with its place, and not read', async () => {
    await huge(file);
    const loaded = loadInventory(file, { secrets: createSecrets(), env: {} });
    await expect(loaded).rejects.toThrow(`${file}:1:1: the file is larger than 16 MiB`);
  });

  test('is refused with its place beside the inventory, too', async () => {
    const vars = path.join(directory, 'group_vars/all.yml');
    await mkdir(path.dirname(vars));
    await huge(vars);
    await expect(load('all: { hosts: { n1: } }')).rejects.toThrow(`${vars}:1:1: the file is larger than 16 MiB`);
    await rm(path.dirname(vars), { recursive: true });
  });
});

test('a large inventory that is right is read in bounded memory', { timeout: LIMIT_MS }, async () => {
  const example = await readFile(path.join(root, 'inventory.example.yaml'), 'utf8');
  const others = Array.from(
    { length: 36_000 },
    (_, i) => `        w${i}: { ansible_host: 10.0.${i >> 8}.${i & 255}, rack: r${i % 40} }\n`,
  );
  const text = example.replace('  children:\n', `  children:\n    others:\n      hosts:\n${others.join('')}`);
  expect(text.length).toBeGreaterThan(1.9 * MIB);
  await writeFile(file, text);
  const script = `
    import playbook from '${root}/playbooks/cluster.ts';
    import { createSecrets } from '${root}/src/core/secrets.ts';
    import { createJob } from '${root}/src/inventory/job.ts';
    import { loadInventory } from '${root}/src/inventory/load.ts';
    const inventory = await loadInventory(process.argv[1], { secrets: createSecrets(), env: {} });
    console.log(createJob(inventory, playbook, { tags: [], skipTags: [] }).hosts.length);`;
  const node = ['--max-old-space-size=768', '--input-type=module', '-e', script, file];
  expect((await run(process.execPath, node)).stdout).toBe('36002\n');
});

describe('a small file that means a great deal is refused with its place', () => {
  const lines = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const tenOf = (i: number, by: string) => Array.from({ length: 10 }, () => `*a${i}`).join(by);

  test.each<[string, string, RegExp]>([
    [
      'lists of lists',
      `all:\n  vars:\n    a0: &a0 [x]\n${lines(12, (i) => `    a${i + 1}: &a${i + 1} [${tenOf(i, ', ')}]\n`)}`,
      /:\d+:\d+: aliases multiply this file to more than 2000000 values/,
    ],
    [
      'mappings of mappings',
      `all:\n  vars:\n    a0: &a0 {x: y}\n${lines(12, (i) => `    a${i + 1}: &a${i + 1} {${lines(10, (j) => `k${j}: *a${i}, `)}}\n`)}`,
      /:\d+:\d+: aliases multiply this file to more than 2000000 values/,
    ],
    [
      'mappings that are merged into mappings, each with more in it',
      `all:\n  vars:\n    a0: &a0 {x: [1, 2, 3]}\n${lines(12, (i) => `    a${i + 1}: &a${i + 1} {${lines(10, (j) => `k${j}: {<<: *a${i}}, `)}}\n`)}`,
      /:\d+:\d+: aliases multiply this file to more than 2000000 values/,
    ],
    ['an alias of what it stands in', 'all:\n  vars:\n    a: &a [*a]\n', /:3:12: \*a: it stands in what &a names/],
    ['brackets in brackets', `all: ${'['.repeat(100_000)}`, /:\d+:\d+: /],
    ['braces in braces', `all: ${'{a: '.repeat(50_000)}`, /:\d+:\d+: /],
    ['lists in lists', `all:\n  vars:\n    a: ${'- '.repeat(20_000)}x\n`, /:\d+:\d+: /],
    ['steps in steps', lines(2000, (i) => `${' '.repeat(i)}a:\n`), /:\d+:\d+: /],
    ['a range of hosts', 'all: { hosts: { "n[0:99999999]": } }', /:1:\d+: /],
    ['ranges in ranges', 'all: { hosts: { "n[0:999][0:999][0:999]": } }', /:1:\d+: /],
  ])('%s', { timeout: LIMIT_MS }, async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  test.each<[string, string]>([
    ['a line that never ends', `all: { vars: { a: "${'\\'.repeat(10_001)}${'"'.repeat(20_000)}`],
  ])('%s', { timeout: LIMIT_MS }, async (_, text) => {
    await expect(load(text)).rejects.toThrow(/:\d+:\d+: /);
  });

  test('one key in every of many lines is warned of a few times', { timeout: LIMIT_MS }, async () => {
    const { warnings } = await load(`all:\n  vars:\n${lines(30_000, () => '    a: 1\n')}`);
    expect(warnings).toHaveLength(21);
    expect(warnings?.at(-1)?.message).toBe('29979 more warnings of this kind are left out');
  });
});
