import { join } from 'node:path';
import type { Suite } from './families.ts';
import { runDirectory } from './paths.ts';
import type { HostSpec } from './topology.ts';

/** Files of one host as the kernel gets to see them: short paths without commas, whatever the checkout's path is. */
export interface HostFiles {
  readonly disk: string;
  readonly seed: string;
}

/** The base disk of a suite, under the one name that copy-on-write headers record. Pure. */
export function baseDisk(suite: Suite): string {
  return join(runDirectory, `${suite}.ext4`);
}

/** Paths of a host's files inside the lab's run directory. Pure. */
export function hostFiles(name: string): HostFiles {
  return { disk: join(runDirectory, `${name}.cow`), seed: join(runDirectory, `${name}.seed`) };
}

/** File descriptors on which a host's kernel finds its serial line: the first two after the standard ones. */
const serialDescriptors = { read: 3, write: 4 } as const;

/** Name of a host's network tap on the lab's segment. */
export function tapOf(name: string): string {
  return `tap-${name}`;
}

/**
 * Command line of a User-Mode Linux kernel (kernel documentation: virt/uml/user_mode_linux_howto_v2).
 *
 * `barrier=0`: a crash here is a killed process, whose completed writes the machine's kernel keeps, in order; flushes to
 * the real disk would cost seconds and protect nothing more.
 */
export function kernelArguments(host: HostSpec, options: { readonly serial: boolean }): string[] {
  const { disk, seed } = hostFiles(host.name);
  const { read, write } = serialDescriptors;
  return [
    `umid=${host.name}`,
    `uml_dir=${join(runDirectory, 'uml')}`,
    'mem=256M',
    'seccomp=on',
    `ubd0=${disk},${baseDisk(host.suite)}`,
    `ubd1r=${seed}`,
    'root=/dev/ubda',
    'rw',
    'rootflags=barrier=0',
    `vec0:transport=tap,ifname=${tapOf(host.name)},depth=128,gro=1,mac=${host.mac}`,
    ...['con=null', 'con0=null,fd:1'],
    ...(options.serial ? [`ssl0=fd:${read},fd:${write}`, 'ssl1=null', 'ssl2=null', 'ssl3=null'] : ['ssl=null']),
    'init=/sbin/lab-init',
    'quiet',
    'systemd.show_status=0',
  ];
}
