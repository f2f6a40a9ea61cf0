import { homedir } from 'node:os';
import { join } from 'node:path';

/** The checkout this lab belongs to. */
export const checkout: string = join(import.meta.dirname, '../..');

/** Everything one lab leaves on disk: `.lab/NAME` in the checkout, ignored by git. */
export function labDirectory(lab: string): string {
  return join(checkout, '.lab', lab);
}

/** What the lab's directory holds for one host. */
export interface HostDirectoryFiles {
  readonly directory: string;
  /** Copy-on-write layer over the image's disk; a host without one is as good as new. */
  readonly disk: string;
  /** Tar archive with the host's identity, made from `identity`. */
  readonly seed: string;
  readonly identity: string;
  readonly console: string;
}

/** Paths of one host's files in a lab's directory. Pure. */
export function hostDirectoryFiles(lab: string, name: string): HostDirectoryFiles {
  const directory = join(lab, name);
  return {
    directory,
    disk: join(directory, 'disk.cow'),
    seed: join(directory, 'seed.tar'),
    identity: join(directory, 'identity'),
    console: join(directory, 'console.log'),
  };
}

/** Images and kernels, shared by all checkouts of this user. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'umctl-lab');
}

/**
 * Where a running lab keeps sockets, FIFOs and guest memory: a tmpfs in the lab's own mount namespace, so that the
 * kernel removes it together with the lab's last process. Seen from outside through /proc/PID/root.
 */
export const runDirectory = '/run/lab';

export const controlSocket: string = join(runDirectory, 'control.sock');

/** Network namespace of the lab's client, as `ip netns` names it inside the lab's mount namespace. */
export const clientNamespace = '/run/netns/client';

/** UNIX socket that leads to a host's sshd. */
export function sshSocket(name: string): string {
  return join(runDirectory, `${name}.ssh`);
}

/** UNIX socket of the proxy in the client's namespace. */
export const proxySocket: string = join(runDirectory, 'client.proxy');
