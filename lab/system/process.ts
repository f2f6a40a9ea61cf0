import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { waitFor } from './wait.ts';

/** A process beyond doubt: a pid alone may have been given to a stranger since it was written down. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since the machine booted (proc_pid_stat(5), field 22). */
  readonly startTime: string;
  /** Boot the start time counts from (/proc/sys/kernel/random/boot_id). */
  readonly boot: string;
}

/** Identity of a running process, or undefined when there is none with that pid. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    return parseIdentity(`${stat}${boot}`);
  } catch {
    return undefined;
  }
}

/** Shell text by which a process writes down its own identity, to be read by `parseIdentity`. */
export const recordIdentity = 'cat /proc/$$/stat /proc/sys/kernel/random/boot_id';

/** Reads what `recordIdentity` printed; undefined when it is not complete. Pure. */
export function parseIdentity(record: string): ProcessIdentity | undefined {
  const [stat = '', boot = ''] = record.split('\n');
  const pid = Number.parseInt(stat, 10);
  return pid > 0 && boot !== '' ? { pid, startTime: startTimeOf(stat), boot } : undefined;
}

/** Start time in a line of /proc/PID/stat, whose second field may itself hold spaces and parentheses. Pure. */
export function startTimeOf(stat: string): string {
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return afterName[19] ?? '';
}

/** Whether exactly that process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now?.startTime === identity.startTime && now.boot === identity.boot;
}

/** Kills exactly that process and waits, at most ten seconds, until it is gone. A process that is gone is no error. */
export async function kill(identity: ProcessIdentity): Promise<void> {
  if (!(await isAlive(identity))) return;
  process.kill(identity.pid, 'SIGKILL');
  await waitFor(async () => !(await isAlive(identity)), {
    what: `process ${identity.pid} to end after SIGKILL`,
    seconds: 10,
  });
}
