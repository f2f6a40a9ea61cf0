import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

const EXAMPLE = readFileSync(new URL('../../../inventory.example.yaml', import.meta.url), 'utf8');

// A key of a mapping may have the name of something that each JavaScript object has.
test.each([
  ['scheduler: rr #', 'scheduler: { toString: rr } #', /scheduler: found \{ toString: … \}, expected/],
  ['ansible_user: root', 'ansible_become: { toString: 1, valueOf: 2 }', /ansible_become: /],
  ['interface: eth0', 'interface: { __proto__: 1, constructor: 2 }', /interface: /],
])('%s as a mapping is told with its place: %s', async (line, instead, told) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'umctl-odd-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'inventory.yaml');
  writeFileSync(file, EXAMPLE.replace(line, instead));
  const load = async () =>
    createJob(await loadInventory(file, { secrets: createSecrets(), env: {} }), playbook, { tags: [], skipTags: [] });
  await expect(load()).rejects.toThrow(told);
  await expect(load()).rejects.toThrow(/inventory\.yaml:\d+:\d+: /);
});
