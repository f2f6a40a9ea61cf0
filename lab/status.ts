import { askStatus } from './control.ts';
import type { ProcessIdentity } from './process.ts';
import { isAlive } from './process.ts';
import type { LabState } from './state.ts';
import type { HostState } from './supervisor/host.ts';

/** State of one host as `lab -- status` prints it; `down` when its whole lab is. */
export interface HostLine {
  readonly name: string;
  readonly address: string;
  readonly family: string;
  readonly state: HostState | 'down';
}

/** State of every host of a lab, which may be down. */
export async function hostLines(state: LabState): Promise<HostLine[]> {
  const states = await runningStates(state.process);
  return state.hosts.map(({ name, address, family }) => ({ name, address, family, state: states.get(name) ?? 'down' }));
}

async function runningStates(process: ProcessIdentity | undefined): Promise<ReadonlyMap<string, HostState>> {
  if (!process || !(await isAlive(process))) return new Map();
  return new Map((await askStatus(process)).map(({ name, state }) => [name, state]));
}

/** One host a line: name, address, family, state, in columns. Pure. */
export function formatStatus(lines: readonly HostLine[]): string {
  const width = (pick: (line: HostLine) => string): number => Math.max(0, ...lines.map((line) => pick(line).length));
  const [name, address, family] = [width((l) => l.name), width((l) => l.address), width((l) => l.family)];
  return lines
    .map((l) => `${l.name.padEnd(name)}  ${l.address.padEnd(address)}  ${l.family.padEnd(family)}  ${l.state}\n`)
    .join('');
}
