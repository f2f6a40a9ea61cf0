import type { ClusterStatus } from '../cluster/status/shape.ts';
import { harmless } from './harmless.ts';

/** What of a cluster is worth a line when it changes, by what it is about; connections come and go and are not. */
function facts({
  active,
  shared,
  arp,
  alarms,
  problems,
  hosts,
  services,
  drained,
  drift,
}: ClusterStatus): Map<string, string> {
  const drifting = 'unknown' in drift ? drift.unknown : Object.values(drift.steps).flat().length;
  return new Map([
    ...alarms.map((alarm) => [`!!! ${alarm}`, 'yes'] as const),
    ...problems.map((problem) => [`! ${problem}`, 'yes'] as const),
    ...(shared ?? []).map(({ addresses, active: on }) => [addresses.join(', '), on.join(' and ') || 'nobody'] as const),
    ['active', active.map(({ host }) => host).join(' and ') || 'nobody'],
    ['ARP', arp.owners.join(' and ') || 'nobody'],
    ...hosts.map(({ name, state, holds, director }) => {
      const duty = holds.length > 0 ? 'active' : director ? 'standby' : 'up';
      return [name, state === 'up' ? duty : state] as const;
    }),
    ...services.flatMap(({ name, reals }) =>
      reals.map((real) => [`${name}, ${real.name}`, `weight ${real.weight ?? '-'}`] as const),
    ),
    ...drained.map(({ name, state, by }) => [`drain of ${name}`, `${state}, by ${by}`] as const),
    ['steps in the plan', String(drifting)],
  ]);
}

/** Lines of what changed, each with its time; of a first status, all that there is to say. */
export function statusChanges(before: ClusterStatus | undefined, shown: ClusterStatus): readonly string[] {
  const now = harmless(shown);
  const [was, is] = [before === undefined ? new Map<string, string>() : facts(harmless(before)), facts(now)];
  const names = [...new Set([...is.keys(), ...was.keys()])].filter((name) => was.get(name) !== is.get(name));
  return names.map((name) => `${now.at}  ${change(name, was.get(name), is.get(name))}`);
}

function change(name: string, from: string | undefined, to: string | undefined): string {
  if (name.startsWith('!')) return to === undefined ? `over: ${name}` : name;
  return `${name}: ${from === undefined ? '' : `${from} → `}${to ?? 'gone'}`;
}
