import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { commandLine, processIds } from '../processes.ts';
import { type Sshd, startSshd } from '../sshd.ts';
import { until } from '../until.ts';

/** A host with an sshd, and with disks of its own that may fill up, in place of /srv, /var/lib, /run and /dev/shm. */
export interface CutNode {
  readonly sshd: Sshd;
  /** What a file on the host holds; undefined = there is none. */
  read(path: string): string | undefined;
  /** Where the host's files are to be seen from outside. */
  outside(path: string): string;
  /** Runs text on the host that has to succeed, without SSH. */
  given(text: string): string;
  /** The processes that SSH sessions have started. */
  working(): readonly number[];
  /** Kills them all, and what they start meanwhile. */
  kill(): void;
  /** Kills the shells that run umctl's commands, and nothing that they have started. */
  killShells(): void;
  /** Waits until none of them is there any more. */
  idle(): Promise<void>;
}

export const DISKS = ['/srv', '/var/lib', '/run', '/dev/shm'] as const;

/** @param more is done on the host before its sshd starts */
export async function startNode({ more = '' }: { readonly more?: string } = {}): Promise<CutNode> {
  const disks = DISKS.map((disk) => `mount -t tmpfs -o size=24m,mode=755 none ${disk}`);
  const enter = [...disks, 'mkdir /run/sshd', more].join('\n');
  const sshd = await startSshd({ enter });
  const outside = (path: string): string => `/proc/${sshd.pid}/root${path}`;
  const read = (path: string): string | undefined =>
    existsSync(outside(path)) ? readFileSync(outside(path), 'utf8') : undefined;
  const mounts = mountsOf(sshd.pid);
  // By their mounts, as what outlives its shell is no descendant of the server any more.
  const working = (): readonly number[] =>
    processIds().filter((pid) => mountsOf(pid) === mounts && !/^(\/usr\/sbin\/)?sshd/.test(commandLine(pid)));
  return {
    sshd,
    outside,
    working,
    kill() {
      for (let pids = working(); pids.length > 0; pids = working()) pids.forEach(killIfThere);
    },
    killShells() {
      for (const directory of readdirSync(outside('/run')).filter((name) => /^umctl\.\w{8}$/.test(name))) {
        const pid = Number(/^\d+/.exec(read(`/run/${directory}/pid`) ?? ''));
        if (working().includes(pid)) killIfThere(pid);
      }
    },
    read,
    given: (text) =>
      execFileSync('nsenter', ['-t', String(sshd.pid), '-m', 'sh', '-ec', text], { encoding: 'utf8', cwd: '/' }),
    idle: async () => {
      await until('the end of all work on the host', () => working().length === 0);
    },
  };
}

const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const mountsOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return '';
  }
};
