import { sshArgv } from '../access/ssh.ts';
import { run } from '../system/run.ts';
import { waitFor } from '../system/wait.ts';
import { LOGIN_PAUSE, waitUntilBooted } from './ready.ts';
import { hostOf, type RunningLab } from './running-lab.ts';

/** Reboots a host from inside, and waits until it is back: another boot, logins accepted, start-up finished. */
export async function reboot(lab: RunningLab, name: string): Promise<void> {
  const { directory, process } = lab;
  const remote = (words: readonly string[]) =>
    run(sshArgv(directory, hostOf(lab, name).name, words), { timeout: 10_000 });
  const readBoot = async (): Promise<string> =>
    (await remote(['cat', '/proc/sys/kernel/random/boot_id'])).stdout.trim();
  const before = await readBoot();
  if (before === '') throw new Error(`${name} does not answer; it can be started with: npm run lab -- boot ${name}`);
  // The connection may be lost before the command has reported success: the new boot is the proof.
  await remote(['reboot']);
  const another = async (): Promise<boolean> => !['', before].includes(await readBoot());
  await waitFor(another, { what: `${name} to reboot`, seconds: 180, pause: LOGIN_PAUSE });
  await waitUntilBooted({ directory, process, name });
}
