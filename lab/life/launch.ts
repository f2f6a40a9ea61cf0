import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import type { Image } from '../image/cache.ts';
import { identify, isAlive, type ProcessIdentity, parseIdentity, recordIdentity } from '../system/process.ts';

/** Log of the supervisor of a lab. Pure. */
export function supervisorLog(directory: string): string {
  return join(directory, 'supervisor.log');
}

/** The file descriptor by which a supervisor sees that whoever it is tied to has ended. */
const CALLER = 3;

function processRecord(directory: string): string {
  return join(directory, 'process');
}

/** The process that stands for a lab, if it runs: everything else of the lab ends with it. */
export async function runningLab(directory: string): Promise<ProcessIdentity | undefined> {
  const identity = parseIdentity(await readFile(processRecord(directory), 'utf8').catch(() => ''));
  return identity && (await isAlive(identity)) ? identity : undefined;
}

/** Written by the process itself as soon as it holds the lab's lock, so that no lab ever runs unrecorded. */
const recordAndGoOn = `${recordIdentity} > "$0" && exec "$@"`;

/**
 * First process in the lab's pid namespace: hides the machine's /run behind a tmpfs, starts the supervisor, takes in
 * orphans, and ends, which ends everything else in the namespace, as soon as the supervisor does. The guests' memory is
 * there too: in huge pages, where the kernel has them (tmpfs(5)), a fork takes a sixth less.
 */
const firstProcess = `mount -t tmpfs -o mode=0755,huge=always lab /run 2>/dev/null || mount -t tmpfs -o mode=0755 lab /run || exit
"$@" & wait $!`;

/**
 * Starts a lab's supervisor, detached from the caller, or tied to it: then the lab ends when the caller does, however that
 * ends. The supervisor sees it by a socket whose other end only the caller has. One process stands for the whole lab: `unshare --kill-child`
 * (unshare(1)) ends the pid namespace with it. Its images stay locked while it runs, and so does the lab's directory, so
 * that two supervisors never share disks.
 */
export async function launch(options: {
  directory: string;
  images: readonly Image[];
  tied: boolean;
}): Promise<ProcessIdentity> {
  const { directory, images, tied } = options;
  await mkdir(directory, { recursive: true });
  const log = openSync(supervisorLog(directory), 'w');
  const argv = [
    ...['--exclusive', '--nonblock', '--no-fork', join(directory, 'lock')],
    ...['sh', '-c', recordAndGoOn, processRecord(directory)],
    ...images.flatMap((image) => ['flock', '--shared', '--no-fork', image.directory]),
    ...['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'],
    ...['sh', '-c', firstProcess, 'sh', process.execPath, join(import.meta.dirname, '../supervisor.ts'), directory],
    ...(tied ? [`${CALLER}`] : []),
  ];
  const child = spawn('flock', argv, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log, tied ? 'pipe' : 'ignore'],
  });
  child.unref();
  // Kept open until this process ends, which it may do at any time.
  (child.stdio[CALLER] as Socket | null)?.unref();
  const started = new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  await started;
  const identity = await identify(child.pid ?? 0);
  if (!identity)
    throw new Error(`the lab's supervisor ended at once: is another "up" at work? See ${supervisorLog(directory)}`);
  return identity;
}
