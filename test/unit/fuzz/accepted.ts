import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Desired } from '../../../src/core/compose.ts';
import { InputError } from '../../../src/core/errors.ts';
import { cluster } from './cluster.ts';
import { compile, toYaml } from './compile.ts';
import { isComparable } from './expected.ts';
import { mutate, mutations } from './mutate.ts';

/** An inventory that umctl takes, though somebody put the oddest things into it, and what it wants on the first host. */
export interface Accepted {
  readonly inventory: object;
  readonly desired: Desired;
}

/** `count` of them; the same for the same seed. */
export async function accepted({
  count,
  seed,
}: {
  readonly count: number;
  readonly seed: number;
}): Promise<readonly Accepted[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-fuzz-'));
  const taken: Accepted[] = [];
  const samples = fc.sample(fc.tuple(cluster, mutations), { numRuns: count * 10, seed });
  for (const [given, changes] of samples) {
    if (taken.length === count) break;
    const inventory = mutate(given, changes);
    try {
      const { desired } = await compile(path.join(directory, 'inventory.yaml'), toYaml(inventory));
      const [first] = desired.values();
      if (first !== undefined && isComparable(inventory))
        taken.push({ inventory: JSON.parse(JSON.stringify(inventory)), desired: first });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  rmSync(directory, { recursive: true });
  return taken;
}
