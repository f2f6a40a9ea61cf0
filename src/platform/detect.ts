import { EXIT, HostError } from '../core/errors.ts';
import { type Fact, read } from '../core/fact.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import type { Allowance } from '../core/role.ts';
import { choose } from './choose.ts';
import { distributions } from './distributions/all.ts';
import type { Distribution } from './distributions/distribution.ts';
import { foreignProgram, packagePrograms } from './facts/package-tools.ts';
import { systemOf } from './facts/system.ts';
import { likenessOf } from './likeness.ts';
import { firewalls } from './providers/firewall/all.ts';

/** What the providers of all distributions have to know of a host. */
export const platformFactsOf = (all: readonly Distribution[]): readonly Fact<unknown>[] => [
  ...new Set(all.flatMap(({ providers }) => providers.flatMap(({ facts = [] }) => facts))),
];

/** What hosts of any distribution may have, whoever lists it; what a distribution lists itself goes before. */
const ANYWHERE = { name: 'any', covers: () => true, providers: firewalls } as const satisfies Distribution;

export const platformFacts = [...platformFactsOf([...distributions, ANYWHERE]), packagePrograms];

/**
 * What a host can do by its distribution. Decided by what the host says it is, never by which tools it has: another
 * distribution's can be installed anywhere. What umctl does not know may be `allowed` to pass for what it is like.
 * @throws HostError that names the distribution, where umctl does not know it or cannot work with its set-up.
 */
export function platformOf(
  host: string,
  facts: Facts,
  all = distributions,
  allowed: ReadonlySet<Allowance> = new Set(),
): Platform {
  const system = systemOf(facts);
  const known = all.find(({ covers }) => covers(system));
  if (known !== undefined) return platformBy(known, { host, facts, all });
  const like = likenessOf(facts, all);
  if (like !== undefined && allowed.has('unknown distribution'))
    return {
      ...platformBy(like.distribution, { host, facts, all }),
      remark: `umctl does not know ${system.name}; it is set up as ${like.distribution.name} are, by its likeness to "${like.id}"`,
    };
  const names = all.map(({ name }) => name).join('; ');
  const otherwise =
    like === undefined
      ? `install one of these on it: ${names}`
      : `have it set up as ${like.distribution.name} are, by its likeness to "${like.id}", with --allow-unknown-distribution`;
  const foreign = foreignProgram(read(facts, packagePrograms));
  const why = foreign === undefined ? '' : `, whose packages are installed by ${foreign}`;
  throw new HostError({
    host,
    exit: EXIT.failed,
    message: `umctl does not yet know ${system.name || 'this system'}${why}; it knows ${names}`,
    next: `take the host out of the inventory, or ${otherwise}`,
  });
}

interface On {
  readonly host: string;
  readonly facts: Facts;
  readonly all: readonly Distribution[];
}

function platformBy({ providers }: Distribution, { host, facts, all }: On): Platform {
  const paths = [...OTHERS, ...all.flatMap((one) => one.providers.flatMap(({ owns = [] }) => owns))];
  const makesNetwork = (path: string) => paths.some((owned) => path === owned || path.startsWith(`${owned}/`));
  const routes = all.flatMap((one) => one.providers.flatMap(({ routes: pattern }) => pattern ?? []));
  const makesRoute = (path: string) => routes.some((pattern) => pattern.test(path));
  return choose({ host, system: systemOf(facts).name, facts, makesNetwork, makesRoute }, [
    ...providers,
    ...ANYWHERE.providers,
  ]);
}

/** What makes a host's own network beside what providers own: a host may have had another owner before. */
const OTHERS = ['/etc/netplan'];
