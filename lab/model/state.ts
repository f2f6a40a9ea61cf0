import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostSpec } from './topology.ts';

/** What a lab's directory remembers between commands (`state.json`). */
export interface LabState {
  readonly lab: string;
  readonly suite: string;
  /** Key of the image that the hosts run from. */
  readonly image: string;
  /** Which build of it their disks are copies on write of (see image/cache.ts). */
  readonly build: string;
  readonly hosts: readonly HostSpec[];
}

/** The state a lab's directory holds, or undefined where no lab was ever brought up. */
export async function readState(directory: string): Promise<LabState | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')) as LabState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${join(directory, 'state.json')} is not readable: ${(error as Error).message}`, { cause: error });
  }
}

/** Replaces the state at once, so that no reader sees half of it. */
export async function writeState(directory: string, state: LabState): Promise<void> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'state.json');
  await writeFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${path}.new`, path);
}
