import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import cluster from '../../../playbooks/cluster.ts';
import { readmePlaybook } from '../../readme-playbook.ts';

interface Composed {
  readonly plays: readonly { readonly name: string; readonly hosts: string; readonly roles: readonly string[] }[];
  readonly unmet: readonly unknown[];
  readonly failed: readonly unknown[];
  readonly wanted: readonly { readonly host: string; readonly plays: readonly (readonly string[])[] }[];
}

let folder: string;
let composed: Composed;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'umctl-readme-'));
  const file = path.join(folder, 'playbook.ts');
  writeFileSync(file, readmePlaybook());
  const program = path.join(import.meta.dirname, 'compose-playbook.ts');
  composed = JSON.parse(execFileSync(process.execPath, [program, file], { encoding: 'utf8' })) as Composed;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("has umctl's plays in their order, and its own before, between and after them", () => {
  const own = ['motd', 'hosts file', 'node list'];
  const names = composed.plays.map(({ name }) => name);
  expect(names.filter((name) => !own.includes(name))).toEqual(cluster.plays.map(({ name }) => name));
  expect(names[0]).toBe('motd');
  expect(names[names.indexOf('real servers') + 1]).toBe('hosts file');
  expect(names.at(-1)).toBe('node list');
  expect(composed.plays.find(({ name }) => name === 'real servers')?.roles.at(-1)).toBe('profile');
  expect(composed.unmet).toEqual([]);
});

it('wants its files on the hosts of inventory.example.yaml, beside all that umctl wants', () => {
  expect(composed.failed).toEqual([]);
  const director = composed.wanted.find(({ host }) => host === 'ultra1')?.plays.flat() ?? [];
  expect(director).toEqual(
    expect.arrayContaining([
      'block /etc/motd motd',
      'file /etc/profile.d/cluster.sh',
      'block /etc/hosts directors',
      'file /etc/cluster-nodes',
      'file /etc/ha.d/haresources',
      'file /etc/ha.d/ldirectord.cf',
    ]),
  );
});
