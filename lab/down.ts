import { rm } from 'node:fs/promises';
import { isAlive, kill } from './process.ts';
import { run } from './run.ts';
import { sshArgv } from './ssh.ts';
import { readState, writeState } from './state.ts';

/**
 * Takes a lab down: its disks are kept for the next `up` unless `remove` says that nothing shall remain. Also cleans up
 * after a lab whose tool or supervisor was killed. A lab that is down, or never was, is no error.
 */
export async function down(options: { readonly directory: string; readonly remove: boolean }): Promise<void> {
  const { directory, remove } = options;
  const state = await readState(directory);
  if (state?.process && (await isAlive(state.process))) {
    // The power goes next: what the hosts have written so far is to survive it.
    const sync = (name: string) =>
      run(sshArgv(directory, name, ['sync'], ['-o', 'ConnectTimeout=2']), { timeout: 5000 });
    if (!remove) await Promise.all(state.hosts.map(({ name }) => sync(name)));
    await kill(state.process);
  }
  if (remove) await rm(directory, { recursive: true, force: true });
  else if (state)
    await writeState(directory, { lab: state.lab, suite: state.suite, image: state.image, hosts: state.hosts });
}
