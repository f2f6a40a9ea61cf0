import { rm, writeFile } from 'node:fs/promises';
import { ensureKey, ensureSeed } from '../access/identity.ts';
import { writeLabFiles } from '../access/lab-files.ts';
import { buildOf, type Image } from '../image/cache.ts';
import { ensureImage } from '../image/ensure.ts';
import { hostDirectoryFiles } from '../model/paths.ts';
import { type LabImages, type LabState, readState, writeState } from '../model/state.ts';
import { type HostSpec, type Layout, layOut } from '../model/topology.ts';
import { kill, type ProcessIdentity } from '../system/process.ts';
import { ask, askStatus, type HostStatus } from './control.ts';
import { down } from './down.ts';
import { launch, runningLab } from './launch.ts';
import { waitForStart, waitUntilBooted } from './ready.ts';

export interface UpOptions extends Layout {
  readonly lab: string;
  readonly directory: string;
  /** Start from new disks. */
  readonly fresh: boolean;
  /** A lab that this starts ends with this process, if nobody takes it down before. */
  readonly tied?: boolean;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Brings a lab up, or completes one that is partly up: afterwards every host accepts logins and has finished booting.
 * What it started itself is taken down again when it fails or is interrupted.
 */
export async function up(options: UpOptions): Promise<LabState> {
  const { directory, log, signal } = options;
  signal?.throwIfAborted();
  const [prior, running] = await Promise.all([readState(directory), runningLab(directory)]);
  if (prior && running) {
    if (!options.fresh && sameShape(prior, options)) return complete({ state: prior, process: running, options });
    log('the running lab has other hosts or is to start afresh: taking it down first');
  }
  if (running) await down({ directory, remove: false });
  const images: Image[] = [];
  for (const suite of new Set(layOut(options).map((host) => host.suite)))
    images.push(await ensureImage({ suite, log, signal }));
  const state = await prepare({ options, prior, images });
  const process = await launch({ directory, images, tied: options.tied ?? false });
  try {
    return await complete({ state, process, options });
  } catch (error) {
    await kill(process);
    throw error;
  }
}

function sameShape(state: LabState, options: UpOptions): boolean {
  const names = (hosts: readonly HostSpec[]): string =>
    hosts.map(({ name, role, family, suite }) => `${name} ${role} ${family} ${suite}`).join();
  return names(state.hosts) === names(layOut(options));
}

async function prepare(given: {
  options: UpOptions;
  prior: LabState | undefined;
  images: readonly Image[];
}): Promise<LabState> {
  const { options, prior } = given;
  const { directory, lab } = options;
  const images: LabImages = Object.fromEntries(
    await Promise.all(
      given.images.map(async (image) => [image.suite, { key: image.key, build: await buildOf(image) }] as const),
    ),
  );
  const before = new Map(prior?.hosts.map((host) => [host.name, host]));
  const hosts = layOut(options).map((host) => ({ ...host, port: before.get(host.name)?.port ?? 0 }));
  await writeState(directory, { ...proxyOf(prior), lab, images, hosts });
  await ensureKey(directory);
  for (const { name, family, suite } of hosts) {
    const old = before.get(name);
    const another = old !== undefined && (old.suite !== suite || old.family !== family);
    const outdated = old === undefined || another || prior?.images[old.suite]?.build !== images[suite]?.build;
    const { disk, seed, identity } = hostDirectoryFiles(directory, name);
    if (old && outdated && !options.fresh)
      options.log(`the image was built anew, or is another: ${name} starts from a new disk`);
    if (options.fresh || outdated) await rm(disk, { force: true });
    for (const path of another ? [seed, identity] : []) await rm(path, { recursive: true, force: true });
  }
  await Promise.all(hosts.map((host) => ensureSeed(directory, host)));
  for (const { name } of hosts) await writeFile(hostDirectoryFiles(directory, name).console, '');
  return { ...proxyOf(prior), lab, images, hosts };
}

const proxyOf = (prior: LabState | undefined): Pick<LabState, 'proxyPort'> =>
  prior?.proxyPort === undefined ? {} : { proxyPort: prior.proxyPort };

/** From a running supervisor to hosts that are ready, however many of them run already. */
async function complete(given: { state: LabState; process: ProcessIdentity; options: UpOptions }): Promise<LabState> {
  const { state, process, options } = given;
  const { directory, log, signal } = options;
  await waitForStart({ directory, process, signal });
  const statuses = await askStatus(process);
  for (const { name } of statuses.filter((host) => host.state !== 'running')) {
    log(`booting ${name}`);
    await ask(process, { verb: 'boot', host: name });
  }
  const proxyPort = await ask<number>(process, { verb: 'proxy', host: '' });
  const ready = { ...state, proxyPort, hosts: withPorts(state.hosts, statuses) };
  await writeState(directory, ready);
  await writeLabFiles({ directory, hosts: ready.hosts, proxyPort, fresh: options.fresh, log });
  log(`waiting for ${ready.hosts.map(({ name }) => name).join(', ')}`);
  await Promise.all(ready.hosts.map(({ name }) => waitUntilBooted({ directory, process, name, signal })));
  return ready;
}

function withPorts(hosts: readonly HostSpec[], statuses: readonly HostStatus[]): HostSpec[] {
  const ports = new Map(statuses.map(({ name, port }) => [name, port]));
  return hosts.map((host) => ({ ...host, port: ports.get(host.name) ?? host.port }));
}
