import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labInventory } from '../../../lab/access/inventory.ts';
import { layOut } from '../../../lab/model/topology.ts';
import playbook from '../../../playbooks/cluster.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { mistaken, mistakes } from '../../lab/mistakes.ts';

const example = new URL('../../../inventory.example.yaml', import.meta.url);
const layout = layOut({ nodes: 2, realServers: 0, families: ['debian'], suite: 'bookworm' });
let directory: string;
let right: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'umctl-mistakes-'));
  const hosts = layout.map((host, i) => ({ ...host, port: 4000 + i }));
  right = labInventory(await readFile(example, 'utf8'), hosts, {
    key: '/key',
    knownHosts: '/known_hosts',
    proxyPort: 3999,
  });
});
afterAll(() => rm(directory, { recursive: true }));

async function accept(text: string): Promise<string> {
  const file = path.join(directory, 'inventory.yaml');
  await writeFile(file, text);
  createJob(await loadInventory(file, { secrets: createSecrets(), env: {} }), playbook, { tags: [], skipTags: [] });
  return file;
}

test('the inventory that the lab tests make mistakes in is right', async () => {
  await expect(accept(right)).resolves.toMatch(/inventory\.yaml$/);
});

test.each(mistakes)('that an inventory $what is told with its place', async (mistake) => {
  const { text, place } = mistaken(right, mistake);
  await expect(accept(text)).rejects.toThrow(`inventory.yaml:${place}: `);
  await expect(accept(text)).rejects.toThrow(mistake.says);
});
