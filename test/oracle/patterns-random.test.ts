import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { sections, toIni } from './random-inventory.ts';
import { patterns } from './random-patterns.ts';
import { runs, SEED, timeFor } from './runs.ts';
import { scratch } from './scratch.ts';

const RUNS = runs(12);
const PATTERNS = 60;

describe.skipIf(!hasAnsible)('random patterns', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
  });
  afterAll(() => oracle.stop());

  test('mean the hosts that Ansible lists, in its order', { timeout: timeFor(RUNS) }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(sections, patterns(PATTERNS), async (written, asked) => {
        write({ hosts: toIni(written) });
        const found = await compare(oracle, { sources: ['hosts'], cwd, patterns: asked });
        compared += (found.umctl.patterns ?? []).filter(({ hosts }) => hosts !== undefined).length;
        expect(
          found.differences.map((one) => one.replace(/^pattern (\d+)/, (_, i) => JSON.stringify(asked[Number(i)]))),
        ).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true, seed: SEED },
    );
    expect(compared).toBeGreaterThan((RUNS * PATTERNS) / 2);
  });
});
