import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Lab, labUp } from '../../../lab/index.ts';
import type { Family } from '../../../lab/model/families.ts';
import { labDirectory } from '../../../lab/model/paths.ts';
import { must } from '../../../lab/system/run.ts';
import type { Bare, Beginning } from '../cluster/beginning.ts';
import { umctl } from '../umctl.ts';
import { unhurried } from '../unhurried.ts';

const LABS = path.resolve(import.meta.dirname, '../../../.lab');
const MAKE = path.resolve(import.meta.dirname, 'make.ts');

/** The lab that all of these begin as. */
export const APPLIED = 'test-applied';

/** Where what umctl said while it was made is kept. */
export const BEGINNING = path.join(labDirectory(APPLIED), 'beginning.json');

/**
 * Two directors that umctl has made a cluster of, up and healthy. Set up once for all tests that begin so, as that takes
 * minutes; each has disks of its own. How they are set up is the cluster stories' to test.
 * @param families of the hosts, in turn; n1 and n2 are Debian
 * @param withMore is called with a lab that has more hosts, still bare: it takes out of the inventory what is not to be
 * of the cluster yet
 */
export async function appliedLab(
  name: string,
  {
    realServers = 0,
    families = ['debian'],
    withMore,
  }: { realServers?: number; families?: readonly Family[]; withMore?: (lab: Lab) => Promise<void> } = {},
): Promise<Lab> {
  mkdirSync(LABS, { recursive: true });
  // Whoever comes first makes it, and the others wait; the lock goes with its holder.
  await must(['flock', path.join(LABS, 'applied.lock'), process.execPath, MAKE], { timeout: 1_400_000 });
  const lab = await unhurried(await labUp({ lab: name, from: APPLIED, realServers, families }));
  await withMore?.(lab);
  const { code, stdout } = await umctl(['verify', lab.files.inventory, '--wait', '5m']);
  if (code === 0) return lab;
  await lab.down({ remove: true });
  throw new Error(`verify: exit ${code}\n${stdout}`);
}

/** What umctl said when it made the cluster that appliedLab copies. */
export const beginningOfApplied = async (): Promise<Bare & Beginning> => JSON.parse(await readFile(BEGINNING, 'utf8'));
