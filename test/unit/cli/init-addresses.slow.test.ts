import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { initFile, newFolder, writtenIn } from './init-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = path.join(folder, 'site.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const init = (...flags: readonly string[]) => initFile(file, flags);
const written = () => writtenIn(file);
const DIRECTORS = ['--director', 'lb1=10.0.0.2', '--director', 'lb2=10.0.0.3'];
const PAIR = [...DIRECTORS, '--virtual-address', '10.0.0.9/24'];

describe('umctl init', () => {
  test.each([
    ['with commas', ['--virtual-address', '10.0.0.9/24, shop=10.0.0.8/24']],
    ['by an option each', ['--virtual-address', '10.0.0.9/24', '--virtual-address', 'shop=10.0.0.8/24']],
  ])('several virtual addresses, %s, are a list, and the file is read without a warning', async (_, flags) => {
    expect(init(...DIRECTORS, ...flags, '--gateway', '10.0.0.1').status).toBe(0);
    expect(written().vars.virtual_address).toBeUndefined();
    expect(written().vars.virtual_addresses).toEqual([
      { name: 'vip1', address: '10.0.0.9/24' },
      { name: 'shop', address: '10.0.0.8/24' },
    ]);
    expect((await loadInventory(file, { secrets: createSecrets() })).warnings ?? []).toEqual([]);
  });

  test('both families: a director has an address of each', async () => {
    const directors = ['--director', 'lb1=10.0.0.2,fd00:6::2', '--director', 'lb2=10.0.0.3,fd00:6::3'];
    expect(
      init(...directors, '--virtual-address', '10.0.0.9/24,six=fd00:6::9/64', '--gateway', '10.0.0.1').status,
    ).toBe(0);
    expect(written().children.directors.hosts.lb1).toEqual({
      ansible_host: '10.0.0.2',
      address: ['10.0.0.2', 'fd00:6::2'],
    });
    expect((await loadInventory(file, { secrets: createSecrets() })).warnings ?? []).toEqual([]);
  });

  test('IPv6 alone', () => {
    const directors = ['--director', 'lb1=fd00:6::2', '--director', 'lb2=fd00:6::3'];
    expect(init(...directors, '--virtual-address', 'fd00:6::9/64', '--gateway', 'fe80::1').status).toBe(0);
    expect(written().vars).toMatchObject({ virtual_address: 'fd00:6::9/64', gateway: 'fe80::1' });
  });

  test.each([
    [
      'a second virtual address that is none',
      [...PAIR, '--virtual-address', '10.0.0.8', '--gateway', '10.0.0.1'],
      '--virtual-address 10.0.0.8: expected an IPv4 address and prefix length',
    ],
    [
      'one virtual address twice',
      [...PAIR, '--virtual-address', 'shop=10.0.0.9/24', '--gateway', '10.0.0.1'],
      "--virtual-address shop=10.0.0.9/24: virtual_addresses[1].address: 10.0.0.9 is the virtual address 'vip1' already",
    ],
    [
      'a director without an address of a family',
      [...PAIR, '--virtual-address', 'six=fd00:6::9/64', '--gateway', '10.0.0.1'],
      "--director lb1=10.0.0.2: lb1 needs an IPv6 address on the cluster's segment, too",
    ],
    [
      'a director whose second address is that of another',
      [
        '--director',
        'lb1=10.0.0.2,fd00:6::2',
        '--director',
        'lb2=10.0.0.3,fd00:6::2',
        '--virtual-address',
        '10.0.0.9/24,six=fd00:6::9/64',
        '--gateway',
        '10.0.0.1',
      ],
      '--director lb1=10.0.0.2,fd00:6::2: lb1 and lb2 have the same address fd00:6::2',
    ],
  ])('%s is refused by the option that says so, and nothing is written', (_, flags, told) => {
    const { status, stderr } = init(...flags);
    expect([status, stderr]).toEqual([1, expect.stringContaining(told)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
