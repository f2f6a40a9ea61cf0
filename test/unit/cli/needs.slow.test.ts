import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

let project: Installed;
beforeAll(async () => {
  project = await install();
  const example = readFileSync(path.resolve(import.meta.dirname, '../../../inventory.example.yaml'), 'utf8');
  writeFileSync(path.join(project.folder, 'inventory.yaml'), example);
});
afterAll(() => project.remove());

const rotate = (roles: string) => {
  writeFileSync(
    path.join(project.folder, 'own.mjs'),
    `import heartbeat from 'umctl/roles/heartbeat';
import logging from 'umctl/roles/logging';
export default { plays: [{ name: 'lb', hosts: 'directors', roles: [${roles}] }] };
`,
  );
  return project.umctl('rotate-key', 'inventory.yaml', '--yes', '-p', 'own.mjs');
};

test('rotate-key with a playbook that would change the key on each director at its own time is refused, and asks no host', async () => {
  const { code, stdout, stderr } = await rotate('logging, heartbeat');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^own\.mjs: play 'lb': role heartbeat needs role handover before it: /m);
  expect(stderr).toMatch(/needs play 'new key accepted', .* take the virtual address; write \.\.\.heartbeatPlays/);
  expect(stderr).toContain('Nothing was changed.');
});

test('and so is one in which heartbeat is not at all', async () => {
  const { code, stderr } = await rotate('logging');
  expect([code, stderr]).toEqual([1, expect.stringContaining('no play of the playbook has the role heartbeat')]);
});
