import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import { showProblem } from '../../../src/core/errors.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { complaintsOf } from './complaints.ts';

/**
 * Each: `### name` or `### FILE: name`, the inventory, and after `==>` lines of what is said; `·` stands for a no-break
 * space, `→` for a tab, `‹FF FE›` for these bytes.
 */
const read = (fixture: string, usual: string) =>
  readFileSync(path.join(import.meta.dirname, 'fixtures', fixture), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [whole = '', told = ''] = part.split('==>\n');
      const [heading = '', ...lines] = whole.split('\n');
      const [, file = usual, name = heading] = /^(\S+\w): (.*)$/.exec(heading) ?? [];
      const text = lines.join('\n').replaceAll('·', '\u00a0').replaceAll('→', '\t');
      const bytes = text
        .split(/‹([\dA-F ]+)›/)
        .map((part, i) => (i % 2 === 1 ? Buffer.from(part.replaceAll(' ', ''), 'hex') : Buffer.from(part)));
      return { name, file, bytes: Buffer.concat(bytes), told: told.trim() };
    });
const MISTAKES = [
  ...read('mistakes.txt', 'i.yaml'),
  ...read('addresses-mistakes.txt', 'i.yaml'),
  ...read('ini-mistakes.txt', 'hosts'),
  ...read('slips.txt', 'i.yaml'),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'umctl-mistakes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('there are many', () => expect(MISTAKES.length).toBeGreaterThan(250));

test.each(MISTAKES)('$file: $name', async ({ bytes, told, file: named }) => {
  const file = path.join(folder, named);
  writeFileSync(file, bytes);
  const warned: string[] = [];
  const load = async () => {
    const inventory = await loadInventory(file, { secrets: createSecrets(), env: {} });
    warned.push(...(inventory.warnings ?? []).map((warning) => `warning: ${showProblem(warning)}\n`));
    createJob(inventory, playbook, { tags: [], skipTags: [] });
  };
  const complaints = await complaintsOf(load, folder);
  expect((warned.join('').replaceAll(`${folder}/`, '') + complaints).trim()).toBe(told);
});
