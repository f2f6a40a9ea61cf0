import { mkdir, symlink } from 'node:fs/promises';
import process from 'node:process';
import { type Image, imageWithKey } from './image/cache.ts';
import { kernelExecutable } from './image/kernel.ts';
import type { Suite } from './model/families.ts';
import { hostDirectoryFiles, proxySocket, runDirectory, sshSocket } from './model/paths.ts';
import { type LabState, readState } from './model/state.ts';
import type { HostSpec } from './model/topology.ts';
import { baseDisk, hostFiles, tapOf } from './model/uml.ts';
import { endWithCaller } from './supervisor/caller.ts';
import { startClientProxy } from './supervisor/client-proxy-process.ts';
import { type ControlRequest, serveControl } from './supervisor/control.ts';
import { openForwards } from './supervisor/forwards.ts';
import { type Machine, makeMachine } from './supervisor/host.ts';
import { nullModem } from './supervisor/null-modem.ts';
import { bridge } from './supervisor/segment-network.ts';
import { startSegment } from './supervisor/segment-process.ts';
import { processors } from './system/processors.ts';
import { must } from './system/run.ts';

/** What the client's proxy is called among the forwards; no host is. */
const PROXY = 'proxy';

/**
 * Holds one lab while it is up: a process in namespaces of its own (see launch.ts), so that the machine's kernel ends
 * every part of the lab with it, however it ends. `caller` is the file descriptor of whoever it is tied to, if anybody.
 */
async function main(directory: string, caller: string | undefined): Promise<void> {
  if (caller !== undefined) endWithCaller(Number(caller));
  const state = await readState(directory);
  if (!state) throw new Error(`${directory} holds no lab`);
  const images = imagesOf(state);
  await linkFiles({ directory, state, images });
  const repositories = Object.fromEntries(images.map(({ suite, repository }) => [suite, repository]));
  const segmentPid = await startSegment({ hosts: state.hosts, repositories });
  const serial = await nullModem(runDirectory);
  const cpus = processors();
  // Labs beside each other do not all begin with the same one.
  const first = Math.floor(Math.random() * cpus.length);
  const machines = state.hosts.map((spec, index) =>
    makeMachine({
      spec,
      kernel: kernelExecutable(kernelOf(spec, images)),
      segmentPid,
      serial: serial[index],
      consoleLog: hostDirectoryFiles(directory, spec.name).console,
      processor: cpus[(first + index) % cpus.length] ?? 0,
    }),
  );
  await startClientProxy();
  const ports = await openForwards([
    ...state.hosts.map(({ name, port }) => ({ name, port, path: sshSocket(name) })),
    { name: PROXY, port: state.proxyPort ?? 0, path: proxySocket },
  ]);
  for (const machine of machines) machine.boot();
  await serveControl((request) => answer(request, { machines, ports, segmentPid }));
}

const imagesOf = ({ images }: LabState): readonly Image[] =>
  Object.entries(images).map(([suite, { key }]) => imageWithKey(suite as Suite, key));

function kernelOf({ name, suite }: HostSpec, images: readonly Image[]): string {
  const image = images.find((one) => one.suite === suite);
  if (!image) throw new Error(`the lab's state names no image for ${name}, which runs from ${suite}`);
  return image.kernel;
}

interface Running {
  readonly machines: readonly Machine[];
  readonly ports: ReadonlyMap<string, number>;
  readonly segmentPid: number;
}

async function answer({ verb, host }: ControlRequest, running: Running): Promise<unknown> {
  const { machines, ports, segmentPid } = running;
  if (verb === 'status') {
    return machines.map(({ spec, state }) => ({ name: spec.name, state: state(), port: ports.get(spec.name) ?? 0 }));
  }
  if (verb === 'proxy') return ports.get(PROXY);
  const machine = machines.find(({ spec }) => spec.name === host);
  if (!machine)
    throw new Error(`no host ${host} in this lab; there are ${machines.map(({ spec }) => spec.name).join(', ')}`);
  if (verb === 'boot') return machine.boot();
  if (verb === 'crash') return machine.crash();
  const link = ['ip', 'link', 'set', tapOf(host), verb === 'cut' ? 'nomaster' : 'master'];
  return must(['nsenter', '--net', '--target', `${segmentPid}`, '--', ...link, ...(verb === 'cut' ? [] : [bridge])]);
}

async function linkFiles(options: { directory: string; state: LabState; images: readonly Image[] }): Promise<void> {
  const { directory, state, images } = options;
  await mkdir(runDirectory, { recursive: true });
  for (const { suite, disk } of images) await symlink(disk, baseDisk(suite));
  for (const { name } of state.hosts) {
    const { disk, seed } = hostFiles(name);
    const files = hostDirectoryFiles(directory, name);
    await symlink(files.disk, disk);
    await symlink(files.seed, seed);
  }
}

await main(process.argv[2] ?? '', process.argv[3]);
