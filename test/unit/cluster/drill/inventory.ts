import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import type { Job } from '../../../../src/core/play.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';

const EXAMPLE = readFileSync(path.resolve(import.meta.dirname, '../../../../inventory.example.yaml'), 'utf8');

/** The example inventory with lines added to the variables of all, as a run reads it. */
export async function exampleJob(lines = '', edit = (text: string): string => text): Promise<Job> {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-drill-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = path.join(directory, 'inventory.yaml');
  writeFileSync(file, edit(EXAMPLE).replace(/^ {2}vars:$/m, `  vars:\n${lines}`));
  const inventory = await loadInventory(file, { secrets: createSecrets(), env: {} });
  return createJob(inventory, playbook, { tags: [], skipTags: [] });
}
