import { mkdir, symlink } from 'node:fs/promises';
import process from 'node:process';
import { type Image, imageWithKey } from './image/cache.ts';
import { kernelExecutable } from './image/kernel.ts';
import { hostDirectoryFiles, runDirectory } from './model/paths.ts';
import { type LabState, readState } from './model/state.ts';
import { baseDisk, hostFiles, tapOf } from './model/uml.ts';
import { type ControlRequest, serveControl } from './supervisor/control.ts';
import { openForwards } from './supervisor/forwards.ts';
import { type Machine, makeMachine } from './supervisor/host.ts';
import { nullModem } from './supervisor/null-modem.ts';
import { bridge } from './supervisor/segment-network.ts';
import { startSegment } from './supervisor/segment-process.ts';
import { must } from './system/run.ts';

/**
 * Holds one lab while it is up: a process in namespaces of its own (see launch.ts), so that the machine's kernel ends
 * every part of the lab with it, however it ends.
 */
async function main(directory: string): Promise<void> {
  const state = await readState(directory);
  if (!state) throw new Error(`${directory} holds no lab`);
  const image = imageWithKey(state.image);
  await linkFiles({ directory, state, image });
  const segmentPid = await startSegment({ hosts: state.hosts, repository: image.repository });
  const serial = await nullModem(runDirectory);
  const machines = state.hosts.map((spec, index) =>
    makeMachine({
      spec,
      kernel: kernelExecutable(image.kernel),
      segmentPid,
      serial: serial[index],
      consoleLog: hostDirectoryFiles(directory, spec.name).console,
    }),
  );
  const ports = await openForwards(state.hosts);
  for (const machine of machines) machine.boot();
  await serveControl((request) => answer(request, { machines, ports, segmentPid }));
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
  const machine = machines.find(({ spec }) => spec.name === host);
  if (!machine)
    throw new Error(`no host ${host} in this lab; there are ${machines.map(({ spec }) => spec.name).join(', ')}`);
  if (verb === 'boot') return machine.boot();
  if (verb === 'crash') return machine.crash();
  const link = ['ip', 'link', 'set', tapOf(host), verb === 'cut' ? 'nomaster' : 'master'];
  return must(['nsenter', '--net', '--target', `${segmentPid}`, '--', ...link, ...(verb === 'cut' ? [] : [bridge])]);
}

async function linkFiles(options: { directory: string; state: LabState; image: Image }): Promise<void> {
  const { directory, state, image } = options;
  await mkdir(runDirectory, { recursive: true });
  await symlink(image.disk, baseDisk);
  for (const { name } of state.hosts) {
    const { disk, seed } = hostFiles(name);
    const files = hostDirectoryFiles(directory, name);
    await symlink(files.disk, disk);
    await symlink(files.seed, seed);
  }
}

await main(process.argv[2] ?? '');
