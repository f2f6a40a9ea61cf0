import { EXIT, HostError } from '../core/errors.ts';
import type { Fact } from '../core/fact.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import { choose } from './choose.ts';
import { distributions } from './distributions/all.ts';
import type { Distribution } from './distributions/distribution.ts';
import { systemOf } from './facts/system.ts';
import { firewalls } from './providers/firewall/all.ts';

/** What the providers of all distributions have to know of a host. */
export const platformFactsOf = (all: readonly Distribution[]): readonly Fact<unknown>[] => [
  ...new Set(all.flatMap(({ providers }) => providers.flatMap(({ facts = [] }) => facts))),
];

/** What hosts of any distribution may have, whoever lists it; what a distribution lists itself goes before. */
const ANYWHERE = { name: 'any', covers: () => true, providers: firewalls } as const satisfies Distribution;

export const platformFacts = platformFactsOf([...distributions, ANYWHERE]);

/**
 * What a host can do by its distribution. Decided by what the host says it is, never by which tools it has: another
 * distribution's can be installed anywhere.
 * @throws HostError that names the distribution, where umctl does not know it or cannot work with its set-up.
 */
export function platformOf(host: string, facts: Facts, all = distributions): Platform {
  const system = systemOf(facts);
  const distribution = all.find(({ covers }) => covers(system));
  if (distribution !== undefined) {
    const paths = [...OTHERS, ...all.flatMap(({ providers }) => providers.flatMap(({ owns = [] }) => owns))];
    const makesNetwork = (path: string) => paths.some((owned) => path === owned || path.startsWith(`${owned}/`));
    return choose({ host, system: system.name, facts, makesNetwork }, [
      ...distribution.providers,
      ...ANYWHERE.providers,
    ]);
  }
  const known = all.map(({ name }) => name).join('; ');
  throw new HostError({
    host,
    exit: EXIT.failed,
    message: `umctl does not yet know ${system.name || 'this system'}; it knows ${known}`,
    next: `take the host out of the inventory, or install one of these on it: ${known}`,
  });
}

/** What makes a host's own network beside what providers own: a host may have had another owner before. */
const OTHERS = ['/etc/netplan'];
