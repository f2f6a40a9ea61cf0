import { readFileSync, readlinkSync } from 'node:fs';

/** Reads a file or link of the kernel's; empty where there is none, as on a system without /proc. */
const read = (reader: () => string): string => {
  try {
    return reader().trim();
  } catch {
    return '';
  }
};

/** When a process began, in clock ticks since boot (proc(5), /proc/PID/stat, field 22); empty when it is not known. */
export function startedOf(pid: number): string {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in field 2 may hold anything, spaces and brackets included; it ends at the last bracket.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Whether a process with this number exists, whoever it belongs to (kill(2) with signal 0). */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Which boot of the kernel this is; empty when it is not known. */
export const bootId = (): string => read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));

/** What tells this machine, or container, from others of its name (machine-id(5), pid_namespaces(7)); may be empty. */
export function machineId(): string {
  const machine = read(() => readFileSync('/etc/machine-id', 'utf8'));
  return machine === '' ? '' : `${machine} ${read(() => readlinkSync('/proc/self/ns/pid'))}`;
}
