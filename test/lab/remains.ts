import { readdir, readFile, readlink } from 'node:fs/promises';
import { createConnection } from 'node:net';

/** A process of this machine: its command line, and the namespaces it is in. */
interface Process {
  readonly pid: number;
  readonly command: string;
  readonly namespaces: readonly string[];
}

/** What a lab is made of, as the machine's kernel sees it, to look for later. */
export interface Footprint {
  readonly namespaces: ReadonlySet<string>;
  readonly processes: readonly Process[];
}

/** Every process that is in a namespace the machine itself is not in and `exclude` does not have. */
export async function footprint(exclude: ReadonlySet<string> = new Set()): Promise<Footprint> {
  const own = new Set(await namespacesOf('1'));
  const strange = (process: Process): string[] =>
    process.namespaces.filter((link) => !own.has(link) && !exclude.has(link));
  const processes = (await allProcesses()).filter((process) => strange(process).length > 0);
  return { namespaces: new Set(processes.flatMap(strange)), processes };
}

/** Those of a footprint's namespaces that a process is still in. */
export async function remaining(of: Footprint): Promise<string[]> {
  const now = await allProcesses();
  return now
    .filter(({ namespaces }) => namespaces.some((link) => of.namespaces.has(link)))
    .map(({ command }) => command);
}

/** Whether anything accepts connections on 127.0.0.1:`port`. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
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

/** Process, mount and network namespace, as links like `net:[4026531840]`; none when the process is gone or a zombie. */
async function namespacesOf(pid: string): Promise<string[]> {
  const links = ['pid', 'mnt', 'net'].map((kind) => readlink(`/proc/${pid}/ns/${kind}`));
  return Promise.all(links).catch(() => []);
}
