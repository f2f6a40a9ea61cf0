import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A control group (cgroups(7), version 2) of a server: its sessions are in it, and what outlives them, such as a shell that is about to end. */
export interface Group {
  /** Seconds of processor time that all of its processes have taken so far, those that are over included. */
  readonly cpu: () => number;
  /** Whether there is nothing in it but the server. */
  readonly isIdle: () => boolean;
  readonly remove: () => void;
}

/** Puts a process into a group of its own. */
export function groupOf(pid: number): Group {
  const [, mounted] = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/self/mounts', 'utf8')) ?? [];
  if (mounted === undefined)
    throw new Error('control groups of version 2 are not mounted: mount -t cgroup2 none DIRECTORY');
  const path = join(mounted, `umctl-bench-${pid}`);
  mkdirSync(path);
  const processes = join(path, 'cgroup.procs');
  writeFileSync(processes, String(pid));
  return {
    cpu: () => Number(/^usage_usec (\d+)/m.exec(readFileSync(join(path, 'cpu.stat'), 'utf8'))?.[1] ?? Number.NaN) / 1e6,
    isIdle: () => readFileSync(processes, 'utf8').trim() === String(pid),
    remove: () => rmdirSync(path),
  };
}
