import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readState, writeState } from '../model/state.ts';
import { must } from '../system/run.ts';
import { down } from './down.ts';
import { runningLab } from './launch.ts';

/**
 * Makes a lab whose hosts are, disk by disk, those of another one that is down: what took long to set up is set up once.
 * What there was of that name before goes.
 */
export async function copyLab(options: {
  readonly from: string;
  readonly directory: string;
  readonly lab: string;
}): Promise<void> {
  const { from, directory, lab } = options;
  const state = await readState(from);
  if (state === undefined) throw new Error(`there is no lab in ${from}`);
  if (await runningLab(from)) throw new Error(`the lab ${state.lab} is up: its disks change while they are copied`);
  await down({ directory, remove: true });
  await mkdir(directory, { recursive: true });
  const parts = [...state.hosts.map(({ name }) => name), 'key', 'key.pub'].map((name) => join(from, name));
  await must(['cp', '-a', '--sparse=always', '--reflink=auto', ...parts, directory]);
  await writeState(directory, {
    ...state,
    lab,
    proxyPort: 0,
    hosts: state.hosts.map((host) => ({ ...host, port: 0 })),
  });
}
