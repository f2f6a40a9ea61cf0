import { readFile } from 'node:fs/promises';
import { sshArgv } from '../access/ssh.ts';
import { hostDirectoryFiles } from '../model/paths.ts';
import { isAlive, type ProcessIdentity } from '../system/process.ts';
import { lastLines, run } from '../system/run.ts';
import { waitFor } from '../system/wait.ts';
import { askStatus } from './control.ts';
import { supervisorLog } from './launch.ts';

/** A login is work for a host that has just begun to boot, or is about to end: so long it has for itself, in milliseconds. */
export const LOGIN_PAUSE = 500;

interface Waiting {
  readonly directory: string;
  readonly process: ProcessIdentity;
  readonly signal?: AbortSignal | undefined;
}

/** Waits until a lab's supervisor answers, at most 20 seconds. */
export async function waitForStart({ directory, process, signal }: Waiting): Promise<void> {
  const log = supervisorLog(directory);
  const answers = async (): Promise<boolean> => {
    if (!(await isAlive(process)))
      throw new Error(
        `the lab's supervisor ended; does another command bring this lab up just now?\n${await tail(log)}`,
      );
    return askStatus(process).then(
      () => true,
      () => false,
    );
  };
  await waitFor(answers, { what: "the lab's supervisor to answer", seconds: 20, signal, evidence: () => tail(log) });
}

/**
 * What systemd says of the boot; where there is none, rc.local's mark: it is the last script of a Red Hat's run level. From then on the
 * host's keys, which its first boot wrote, survive a loss of power.
 */
const askState = `sync
if [ -d /run/systemd/system ]; then systemctl is-system-running --wait
elif [ -e /var/lock/subsys/local ]; then echo running; fi`;

/** Waits until a host lets us in and has finished booting, at most 180 seconds. */
export async function waitUntilBooted(options: Waiting & { readonly name: string }): Promise<void> {
  const { directory, process, name, signal } = options;
  const console = hostDirectoryFiles(directory, name).console;
  const booted = async (): Promise<boolean> => {
    const state = (await askStatus(process)).find((host) => host.name === name)?.state;
    if (state !== 'running') throw new Error(`${name} is ${state} instead of booting\n${await tail(console)}`);
    const argv = sshArgv(directory, name, ['sh', '-c', askState], ['-o', 'ConnectTimeout=2']);
    const { stdout } = await run(argv, { timeout: 30_000, signal });
    // "degraded" has booted as well: one of its units failed, which may be just what somebody came to repair.
    return ['running', 'degraded'].includes(stdout.trim());
  };
  await waitFor(booted, {
    what: `${name} to boot; its console ends with`,
    seconds: 180,
    pause: LOGIN_PAUSE,
    signal,
    evidence: () => tail(console),
  });
}

async function tail(path: string): Promise<string> {
  return lastLines(await readFile(path, 'utf8').catch(() => ''), 15);
}
