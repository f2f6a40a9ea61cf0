import { readdirSync, readFileSync } from 'node:fs';

/** The process ids under /proc. */
export const processIds = (): readonly number[] => readdirSync('/proc').map(Number).filter(Number.isInteger);

/** Children, and theirs, of a process; the nearest first. */
export function descendants(pid: number): readonly number[] {
  const children = processIds().filter((candidate) => parentOf(candidate) === pid);
  return [...children, ...children.flatMap(descendants)];
}

/** The arguments of a process, or '' when it is gone. */
export const commandLine = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

/** proc(5): the parent is the second field after the name, which is in parentheses and may hold anything. */
const parentOf = (pid: number): number => Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1]);

/** Sends a signal to processes, as far as they are still there. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
