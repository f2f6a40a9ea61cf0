import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import { convertInventory } from '../../src/inventory/convert/convert.ts';
import { type Answer, hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { sections, toIni, toYaml } from './random-inventory.ts';
import { runs, SEED, timeFor } from './runs.ts';
import { scratch } from './scratch.ts';

const RUNS = runs(25);

describe.skipIf(!hasAnsible)('random inventories say after the conversion what they said before', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
  });
  afterAll(() => oracle.stop());

  const KINDS = { ini: ['inventory.ini'], yaml: ['inventory.yaml'], several: ['inventory.ini', 'inventory.yaml'] };
  test.each(Object.entries(KINDS))('%s', { timeout: timeFor(RUNS) }, async (_, sources) => {
    let converted = 0;
    await fc.assert(
      fc.asyncProperty(sections, sections, async (one, two) => {
        write({ 'inventory.ini': toIni(one), 'inventory.yaml': toYaml(two) });
        const text = await conversion(sources.map((source) => path.join(cwd, source)));
        if (text === undefined) return;
        converted += 1;
        write({ 'converted.yaml': text });
        const print = ['list', 'export', 'graph'] as const;
        const before = await compare(oracle, { sources, cwd, print });
        const after = await compare(oracle, { sources: ['converted.yaml'], cwd, print });
        expect([...before.differences, ...after.differences]).toEqual([]);
        expect(said(after.ansible, before.ansible)).toEqual(said(before.ansible, before.ansible));
      }),
      { numRuns: RUNS, endOnFailure: true, seed: SEED },
    );
    expect(converted).toBeGreaterThan(RUNS / 2);
  });
});

/** The converted text; undefined where the conversion refuses. */
async function conversion(files: readonly string[]): Promise<string | undefined> {
  try {
    return (await convertInventory(files, createSecrets())).text;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** What inventories say; the order of hosts only where it is the same in every run of Ansible. */
const said = ({ printed, groups = {} }: Answer, { settled }: Answer) => ({
  printed,
  groups: Object.fromEntries(
    Object.entries(groups).map(([name, hosts]) => [name, settled?.[name] === true ? hosts : hosts.toSorted()]),
  ),
});
