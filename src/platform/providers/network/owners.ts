import type { FactValues } from '../../../core/fact.ts';
import { type Fact, linesIn, read } from '../../../core/fact.ts';
import { joinSh, sh } from '../../../core/sh.ts';
import { tidy } from '../../../core/tidy.ts';
import { fileAlone, ifupdownOwner } from './ifupdown-owner.ts';
import { ifupdown2Owner } from './ifupdown2-owner.ts';
import { netplanOwner } from './netplan/owner.ts';
import { networkdOwner } from './networkd/owner.ts';
import { networkManagerOwner } from './nm/owner.ts';
import { ALL, type Owner } from './owner.ts';
import { scriptsOwner } from './scripts/owner.ts';

/** All that umctl knows, one line each. Where two say that they have an interface, the first one has it. */
const owners: readonly Owner[] = [
  scriptsOwner,
  netplanOwner,
  networkManagerOwner,
  networkdOwner,
  ifupdownOwner,
  ifupdown2Owner,
  fileAlone,
];

const asks = new Map(owners.flatMap((owner) => owner.ask).map((ask) => [ask.text, ask]));
const ask = tidy(joinSh([...asks.values(), sh`:`]));

/** Who has which interface, by its name; of those that somebody has for sure. */
export const interfaceOwners: Fact<Readonly<Record<string, string>>> = {
  id: 'interfaceOwners',
  ask,
  parse(output) {
    const traces = linesIn(output);
    const found = owners.map(({ name, has }) => ({ name, devices: has(traces) }));
    const first = found.findIndex(({ devices }) => devices.includes(ALL));
    const counts = first < 0 ? found : found.slice(0, first + 1);
    // The first one that has it, comes last.
    return Object.fromEntries(
      counts.toReversed().flatMap(({ name, devices }) => devices.map((device) => [device, name])),
    );
  },
};

/** Who has the host's network as a whole: its interfaces but for lo. */
export const network: Fact<string> = {
  id: 'network',
  ask,
  parse(output) {
    const traces = linesIn(output);
    const sure = owners.find(({ has }) => has(traces).some((device) => device !== 'lo'));
    return (sure ?? owners.find(({ otherwise }) => otherwise?.(traces)))?.name ?? 'unknown';
  },
  before: 'selinux',
  show: (value, facts) => [{ name: 'network', values: [value, ...others(value, facts)] }],
};

const others = (value: string, facts: FactValues): readonly string[] =>
  Object.entries(read(facts, interfaceOwners))
    .filter(([device, owner]) => device !== ALL && owner !== value)
    .map(([device, owner]) => `${device}: ${owner}`);

/** Who has an interface; one that nobody has for sure, as lo, is with the rest of the host. */
export function ownerOf(facts: FactValues, device: string): string {
  const known = read(facts, interfaceOwners);
  return known[device] ?? known[ALL] ?? read(facts, network);
}

/** What has to be asked to know that. */
export const ownerFacts = [network, interfaceOwners] as const;
