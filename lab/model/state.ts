import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Suite } from './families.ts';
import type { HostSpec } from './topology.ts';

/** The image of each suite that hosts run from. */
export type LabImages = Readonly<Partial<Record<Suite, LabImage>>>;

export interface LabImage {
  readonly key: string;
  /** Which build of it the hosts' disks are copies on write of (see image/cache.ts). */
  readonly build: string;
}

/** What a lab's directory remembers between commands (`state.json`). */
export interface LabState {
  readonly lab: string;
  readonly images: LabImages;
  readonly hosts: readonly HostSpec[];
  /** Port on 127.0.0.1 that leads to the client's proxy; unset until the lab was up once. */
  readonly proxyPort?: number;
}

/** The state a lab's directory holds, or undefined where no lab was ever brought up. */
export async function readState(directory: string): Promise<LabState | undefined> {
  try {
    const state = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')) as Partial<LabState>;
    // One of before labs had several images: its hosts are made anew.
    return state.images === undefined ? undefined : (state as LabState);
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
