import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../system/run.ts';
import { privateApt } from './apt.ts';
import { ensureLayer } from './layer.ts';

/** The oldest suite whose User-Mode Linux has `seccomp=on` (Linux 6.16): fork and exec ten times faster than before. */
const kernelSuite = 'forky';

/** What a load balancer's host may want to load; all modules would double the image. */
const moduleTrees = [
  ...['net/netfilter', 'net/ipv4', 'net/ipv6', 'net/bridge', 'net/llc', 'net/802', 'net/sched', 'lib', 'crypto'],
  ...['drivers/net/dummy.ko', 'drivers/net/veth.ko', 'drivers/net/tun.ko', 'drivers/watchdog/softdog.ko'],
];

/** The runnable kernel inside a kernel directory. */
export function kernelExecutable(directory: string): string {
  return join(directory, 'linux');
}

/** The kernel's modules inside a kernel directory, laid out as under /lib/modules. */
export function kernelModules(directory: string): string {
  return join(directory, 'modules');
}

/**
 * Takes User-Mode Linux with the C library it was built for, so that it runs on older distributions too.
 * `target` is filled; `final` is the path it will be renamed to, which is written into the executable.
 */
export async function buildKernel(options: { work: string; target: string; final: string }): Promise<void> {
  const { work, target, final } = options;
  const tree = await ensureTree(work);
  const lib = join(target, 'lib');
  await mkdir(lib, { recursive: true });
  for (const file of ['libc.so.6', 'ld-linux-x86-64.so.2']) {
    await cp(join(tree, 'usr/lib/x86_64-linux-gnu', file), join(lib, file));
  }
  const executable = kernelExecutable(target);
  await cp(join(tree, 'usr/bin/linux.uml'), executable);
  const loader = join(final, 'lib/ld-linux-x86-64.so.2');
  await must(['patchelf', '--set-interpreter', loader, '--set-rpath', join(final, 'lib'), executable]);
  await copyModules(join(tree, 'usr/lib/uml/modules'), kernelModules(target));
}

/** What the packages hold: all images have it. */
function ensureTree(work: string): Promise<string> {
  const sources = [import.meta.filename, join(import.meta.dirname, 'apt.ts')];
  return ensureLayer('kernel', sources, async (tree) => {
    const apt = await privateApt({ directory: join(work, 'kernel-apt'), suites: [kernelSuite] });
    await apt.run('apt-get', '-q', '-y', '--download-only', 'install', 'user-mode-linux', 'libc6');
    for (const deb of await apt.downloaded()) await must(['dpkg-deb', '-x', deb, tree]);
  });
}

async function copyModules(from: string, to: string): Promise<void> {
  for (const version of await readdir(from)) {
    const indexes = (await readdir(join(from, version))).filter((name) => name.startsWith('modules.'));
    for (const part of [...indexes, ...moduleTrees.map((tree) => join('kernel', tree))]) {
      await cp(join(from, version, part), join(to, version, part), { recursive: true });
    }
  }
}
