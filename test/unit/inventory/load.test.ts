import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { byHost } from './ansible-list.ts';
import { complaintsOf } from './complaints.ts';
import { playAll } from './play-all.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const root = path.resolve(import.meta.dirname, '../../..');
const cases = (folder: string, extension: string): readonly string[] =>
  globSync(`*${extension}`, { cwd: path.join(fixtures, folder) }).map((file) => path.basename(file, extension));
const read = (...names: readonly string[]): string => readFileSync(path.join(fixtures, ...names), 'utf8');

/** CASE.yaml, or CASE/inventory.yaml where files stand beside it. */
const inventoryOf = (folder: string, name: string): string =>
  globSync([`${name}.yaml`, `${name}/inventory.yaml`], { cwd: path.join(fixtures, folder) })
    .map((file) => path.join(fixtures, folder, file))
    .join();

const load = (file: string) => loadInventory(file, { secrets: createSecrets(), env: { HOME: '/home/me' } });

describe('variables and groups are those that ansible-inventory --list shows', () => {
  test.each(cases('good', '.json'))('%s', async (name) => {
    const { hosts } = await load(inventoryOf('good', name));
    const known = Object.fromEntries(
      hosts.map((host) => [host.name, { groups: [...host.groups].sort(), vars: host.vars }]),
    );
    expect(JSON.parse(JSON.stringify(known))).toEqual(byHost(JSON.parse(read('good', `${name}.json`))));
  });

  test('the example', async () => {
    const { hosts } = await load(path.join(root, 'inventory.example.yaml'));
    expect(
      Object.fromEntries(hosts.map((host) => [host.name, { groups: [...host.groups].sort(), vars: host.vars }])),
    ).toEqual(byHost(JSON.parse(read('example.json'))));
  });
});

describe('what is wrong is said with its place', () => {
  test.each(cases('bad', '.txt'))('%s', async (name) => {
    const file = inventoryOf('bad', name);
    expect(await complaintsOf(async () => playAll(await load(file)), path.dirname(file))).toBe(
      read('bad', `${name}.txt`),
    );
  });
});
