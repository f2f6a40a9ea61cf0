import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';
import { jsonLines, umctl } from './umctl.ts';

/** The id of the latest run of a command for a lab's inventory: other stories run beside, and are on the same record. */
export async function lastRunOf(lab: Lab, command: string): Promise<string> {
  const all = jsonLines((await umctl(['history', '--json'])).stdout) as unknown as readonly Recorded[];
  const last = all.find((one) => one.command === command && one.inventory.file === lab.files.inventory);
  expect(last, `a run of ${command}`).toBeDefined();
  return last?.id ?? '';
}

/** What is read of a line of `history --json` here. */
interface Recorded {
  readonly id: string;
  readonly command: string;
  readonly inventory: { readonly file: string };
}
