import { clientArgv } from './access/client.ts';
import { execOn } from './access/exec.ts';
import type { ExecOptions } from './access/kept-login.ts';
import { copyLab } from './life/copy.ts';
import { down } from './life/down.ts';
import { waitUntilBooted } from './life/ready.ts';
import { reboot } from './life/reboot.ts';
import { findLab, hostOf, type RunningLab, switchHost } from './life/running-lab.ts';
import { type HostLine, hostLines } from './life/status.ts';
import { type UpOptions, up } from './life/up.ts';
import { labDirectory } from './model/paths.ts';
import { type Outcome, type RunOptions, run } from './system/run.ts';

export { labProblem } from './preflight/index.ts';

/** A running lab as tests and the demo use it. Every command is bounded by `timeout` (milliseconds, default 10 minutes). */
export interface Lab extends RunningLab {
  /** Runs a command on a host; a list arrives as given, a string is a script for the host's `sh`. */
  exec(name: string, command: readonly string[] | string, options?: Partial<ExecOptions>): Promise<Outcome>;
  /** Runs a program of this machine with the network of the lab's client. */
  client(argv: readonly string[], options?: RunOptions): Promise<Outcome>;
  status(): Promise<HostLine[]>;
  crash(name: string): Promise<void>;
  /** Starts a host that is off, and waits until it has booted. */
  boot(name: string): Promise<void>;
  /** Reboots a host from inside, and waits until it is back. */
  reboot(name: string): Promise<void>;
  cut(name: string): Promise<void>;
  heal(name: string): Promise<void>;
  /** Waits until a host accepts logins and has finished booting. */
  waitForSsh(name: string): Promise<void>;
  down(options?: { readonly remove?: boolean }): Promise<void>;
}

export type LabUpOptions = Partial<Omit<UpOptions, 'directory'>> & {
  readonly lab: string;
  /** A lab that is down, whose hosts' disks these begin with. */
  readonly from?: string;
};

const defaultTimeout = 600_000;

/** Brings a lab up (2 directors on bookworm by default) and returns its handle. It ends with this process, unless `tied` is false. */
export async function labUp(options: LabUpOptions): Promise<Lab> {
  const hosts = { families: ['debian'], suite: 'bookworm' } as const;
  const defaults = { nodes: 2, realServers: 0, fresh: false, tied: true, log: () => undefined };
  const { from, ...given } = options;
  const directory = labDirectory(options.lab);
  if (from !== undefined) await copyLab({ from: labDirectory(from), directory, lab: options.lab });
  await up({ ...hosts, ...defaults, ...given, directory });
  return openLab(options.lab);
}

/** The handle of a lab that is up; an error when it is not. */
export async function openLab(name: string): Promise<Lab> {
  const lab = await findLab(name);
  const { directory, process } = lab;
  const hosts = execOn(directory);
  const power = (verb: 'crash' | 'cut', host: string): Promise<void> => {
    hosts.letGo(host);
    return switchHost(lab, verb, host);
  };
  const waitForSsh = (host: string): Promise<void> =>
    waitUntilBooted({ directory, process, name: hostOf(lab, host).name });
  return {
    ...lab,
    exec: (host, command, options) => {
      const words = typeof command === 'string' ? ['sh', '-c', command] : command;
      return hosts.run(hostOf(lab, host), words, { timeout: defaultTimeout, ...options });
    },
    client: (argv, options) => run(clientArgv(process, argv), { timeout: defaultTimeout, ...options }),
    status: async () => hostLines(directory, lab.hosts),
    crash: (host) => power('crash', host),
    boot: async (host) => {
      await switchHost(lab, 'boot', host);
      await waitForSsh(host);
    },
    reboot: (host) => {
      hosts.letGo(host);
      return reboot(lab, host);
    },
    cut: (host) => power('cut', host),
    heal: (host) => switchHost(lab, 'heal', host),
    waitForSsh,
    down: (options) => down({ directory, remove: options?.remove ?? false }),
  };
}
