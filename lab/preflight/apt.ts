import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateApt } from '../image/apt.ts';
import { imageOf, isBuilt } from '../image/cache.ts';

const defaultSuite = 'bookworm';

/** Whether the packages of an image can be fetched, where it is not in the cache already. */
export async function aptProblem(): Promise<string | undefined> {
  if (await isBuilt(await imageOf(defaultSuite))) return undefined;
  const scratch = await mkdtemp(join(tmpdir(), 'umctl-lab-'));
  try {
    await privateApt({ directory: scratch, suites: [defaultSuite] });
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `apt cannot reach its Debian mirror, and no image is cached; check the network and apt's proxy settings\n${said}`;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
