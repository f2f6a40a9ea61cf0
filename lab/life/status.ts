import type { HostSpec } from '../model/topology.ts';
import type { HostState } from '../supervisor/host.ts';
import { askStatus } from './control.ts';
import { runningLab } from './launch.ts';

/** State of one host as `lab -- status` prints it; `down` when its whole lab is. */
export interface HostLine {
  readonly name: string;
  readonly address: string;
  readonly family: string;
  readonly state: HostState | 'down';
}

/** State of every host of a lab, which may be down. */
export async function hostLines(directory: string, hosts: readonly HostSpec[]): Promise<HostLine[]> {
  const states = await runningStates(directory);
  return hosts.map(({ name, address, family }) => ({ name, address, family, state: states.get(name) ?? 'down' }));
}

async function runningStates(directory: string): Promise<ReadonlyMap<string, HostState>> {
  const process = await runningLab(directory);
  return new Map(process ? (await askStatus(process)).map(({ name, state }) => [name, state]) : []);
}

/** One host a line: name, address, family, state, in columns. Pure. */
export function formatStatus(lines: readonly HostLine[]): string {
  const width = (pick: (line: HostLine) => string): number => Math.max(0, ...lines.map((line) => pick(line).length));
  const [name, address, family] = [width((l) => l.name), width((l) => l.address), width((l) => l.family)];
  return lines
    .map((l) => `${l.name.padEnd(name)}  ${l.address.padEnd(address)}  ${l.family.padEnd(family)}  ${l.state}\n`)
    .join('');
}
