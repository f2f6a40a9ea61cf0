import { type FileHandle, open, readdir, readFile, readlink } from 'node:fs/promises';
import { createConnection } from 'node:net';

/** A process of this machine: its command line, and the namespaces it is in, as links like `net:[4026531840]`. */
interface Process {
  readonly pid: number;
  readonly command: string;
  readonly namespaces: readonly string[];
}

/**
 * What a lab is made of, as the machine's kernel sees it, to look for later. It holds the namespaces open until it is
 * let go: the kernel gives the number of one that is gone to the next that is made, by whichever lab.
 */
export interface Footprint extends AsyncDisposable {
  readonly namespaces: ReadonlySet<string>;
  readonly processes: readonly Process[];
}

/** The footprint of the lab whose first process is `pid`: all that runs in the pid namespace of its children. */
export async function footprint({ pid }: { readonly pid: number }): Promise<Footprint> {
  const [children, own, all] = await Promise.all([
    readlink(`/proc/${pid}/ns/pid_for_children`),
    namespacesOf('self'),
    allProcesses(),
  ]);
  const processes = all.filter((process) => process.namespaces.includes(children) || process.pid === pid);
  const held = new Map<string, FileHandle>();
  for (const process of processes) await hold(process, { own, held });
  return {
    namespaces: new Set(held.keys()),
    processes,
    [Symbol.asyncDispose]: async () => {
      for (const handle of held.values()) await handle.close();
    },
  };
}

/** Opens the namespaces of a process that are neither ours nor held already (namespaces(7): an open one stays). */
async function hold(
  { pid, namespaces }: Process,
  { own, held }: { readonly own: readonly string[]; readonly held: Map<string, FileHandle> },
): Promise<void> {
  for (const link of namespaces.filter((one) => !own.includes(one) && !held.has(one))) {
    const [kind, inode] = link.split(/:\[|\]/);
    // What ended meanwhile is held through another process that shares it, or is gone with it.
    const handle = await open(`/proc/${pid}/ns/${kind}`).catch(() => undefined);
    if (handle === undefined) continue;
    if (String((await handle.stat()).ino) === inode) held.set(link, handle);
    else await handle.close();
  }
}

/** Command lines of what is in a footprint's namespaces now. */
export async function remaining(of: Footprint): Promise<string[]> {
  const still = (process: Process): boolean => process.namespaces.some((link) => of.namespaces.has(link));
  return (await allProcesses()).filter(still).map(({ command }) => command);
}

/** Whether anything accepts connections on 127.0.0.1:`port`. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function allProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '),
      namespaces: await namespacesOf(pid),
    })),
  );
}

/** Process, mount and network namespace; none when the process is gone or a zombie. */
async function namespacesOf(pid: string): Promise<string[]> {
  const links = ['pid', 'mnt', 'net'].map((kind) => readlink(`/proc/${pid}/ns/${kind}`));
  return Promise.all(links).catch(() => []);
}
