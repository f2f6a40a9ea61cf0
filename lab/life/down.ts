import { rm } from 'node:fs/promises';
import { sshArgv } from '../access/ssh.ts';
import { readState } from '../model/state.ts';
import { kill } from '../system/process.ts';
import { run } from '../system/run.ts';
import { runningLab } from './launch.ts';

/**
 * Takes a lab down: its disks are kept for the next `up` unless `remove` says that nothing shall remain. Also cleans up
 * after a lab whose tool was killed. A lab that is down, or never was, is no error.
 */
export async function down(options: { readonly directory: string; readonly remove: boolean }): Promise<void> {
  const { directory, remove } = options;
  const process = await runningLab(directory);
  if (process) {
    if (!remove) await syncDisks(directory);
    await kill(process);
  }
  if (remove) await rm(directory, { recursive: true, force: true });
}

/** The power goes next: what the hosts have written so far is to survive it. A host that does not answer loses it. */
async function syncDisks(directory: string): Promise<void> {
  const hosts = (await readState(directory))?.hosts ?? [];
  const options = ['-o', 'ConnectTimeout=2'];
  await Promise.all(hosts.map(({ name }) => run(sshArgv(directory, name, ['sync'], options), { timeout: 5000 })));
}
