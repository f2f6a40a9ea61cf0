import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { sections, toIni, toYaml } from './random-inventory.ts';
import { runs, SEED, timeFor } from './runs.ts';
import { scratch } from './scratch.ts';

const RUNS = runs(40);
const INI = 'one/inventory.ini';
const YAML = 'two/inventory.yaml';
const PATTERNS = ['all', 'web', 'db', 'zone', 'ungrouped', 'web:db', 'all:!zone', 'zone:&web', 'n*', 'web[0]', 'z,n1'];

describe.skipIf(!hasAnsible)('random inventories are read as Ansible reads them', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
  });
  afterAll(() => oracle.stop());

  test.each(['ini', 'yaml', 'several'] as const)('%s', { timeout: timeFor(RUNS) }, async (kind) => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(sections, sections, sections, async (one, two, files) => {
        const first = files[0]?.group ?? 0;
        write({
          'one/inventory.ini': toIni(one),
          'two/inventory.yaml': toYaml(two),
          ...(first < 4
            ? { 'one/group_vars/web.yml': 'v1: beside\n', 'two/group_vars/all.yml': 'v1: beside other\nv2: x\n' }
            : {}),
        });
        const sources = { ini: [INI], yaml: [YAML], several: [INI, YAML] }[kind];
        const { differences, refused } = await compare(oracle, {
          sources,
          cwd,
          print: ['list', 'yaml'],
          patterns: PATTERNS,
        });
        if (refused === undefined) read += 1;
        expect(differences).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true, seed: SEED },
    );
    expect(read).toBeGreaterThan(RUNS / 2);
  });
});
