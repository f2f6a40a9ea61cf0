import type { ByFacts, ByHosts, Chosen, Unsettled } from '../../core/choice.ts';
import { HostError, InputError } from '../../core/errors.ts';
import { read } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import type { Host } from '../../core/host.ts';
import type { Platform } from '../../core/platform.ts';
import type { Resource, State } from '../../core/resource.ts';
import { packages } from '../../platform/capabilities/packages.ts';
import type { Stack } from '../ports/stack.ts';
import { byInventory } from './by-inventory.ts';
import { listed, nameOf } from './names.ts';
import type { SetUpFact } from './set-up.ts';

/**
 * The stack that directors are set up with; where none is, the first that their repositories offer. Those are asked only then,
 * and only where the inventory brings none of its own, which may offer anything.
 */
export const byHosts =
  (stacks: readonly Stack[], fact: SetUpFact): ByHosts =>
  (hosts, known, platformOf) => {
    const directors = hosts.filter(({ name, groups }) => groups.includes('directors') && known.has(name));
    const found = setUpWith(stacks, directors, known, fact);
    if (found !== undefined) return found;
    const { preferred } = byInventory(stacks)(hosts);
    if (preferred.name !== stacks[0]?.ha.id) return preferred;
    const asked = directors.filter(({ vars }) => !bringsRepositories(vars));
    return offered(stacks, preferred, wantedOf(stacks, asked, known, platformOf));
  };

function setUpWith(
  stacks: readonly Stack[],
  directors: readonly Host[],
  known: ReadonlyMap<string, Facts>,
  fact: SetUpFact,
): ByFacts | undefined {
  const holders = (name: string): readonly string[] =>
    directors.flatMap((host) => {
      const facts = known.get(host.name);
      return facts !== undefined && read(facts, fact).includes(name) ? [host.name] : [];
    });
  const found = stacks.map(nameOf).flatMap((name) => {
    const on = holders(name);
    return on.length === 0 ? [] : [{ name, on }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  if (found.length > 1) {
    const which = found.map(({ name, on }) => `${listed(on)} with ${name}`).join(', ');
    throw new InputError([
      {
        message: `directors are set up with different stacks (${which}): say which is meant with \`stack\` in the inventory`,
      },
    ]);
  }
  return {
    name: first.name,
    why: `which ${listed(first.on)} ${first.on.length === 1 ? 'is' : 'are'} set up with`,
    isFinal: true,
  };
}

const bringsRepositories = ({ package_repositories: given }: Host['vars']): boolean =>
  Array.isArray(given) && given.length > 0;

/** The packages that a stack needs on a director. */
interface Wanted {
  readonly host: string;
  readonly stack: string;
  readonly resources: readonly Resource[];
}

const wantedOf = (
  stacks: readonly Stack[],
  directors: readonly Host[],
  known: ReadonlyMap<string, Facts>,
  platformOf: (host: string, facts: Facts) => Platform,
): readonly Wanted[] =>
  directors.flatMap(({ name: host, vars }) =>
    stacks.flatMap(({ ha, balancer }) => {
      const software = [...new Set([...ha.software(vars), ...balancer.software(vars)])];
      const facts = known.get(host);
      if (facts === undefined || software.length === 0) return [];
      try {
        return [{ host, stack: ha.id, resources: platformOf(host, facts).want(packages, software) }];
      } catch (error) {
        // Whoever works on the host is told of it.
        if (error instanceof HostError) return [];
        throw error;
      }
    }),
  );

function offered(stacks: readonly Stack[], preferred: Chosen, wanted: readonly Wanted[]): Unsettled {
  const asks = Map.groupBy(wanted, ({ host }) => host);
  return {
    asks: new Map([...asks].map(([host, all]) => [host, all.flatMap(({ resources }) => resources)])),
    decide(states) {
      const whys: string[] = [];
      for (const { ha } of stacks) {
        const lacking = wanted.filter(({ stack }) => stack === ha.id).flatMap((one) => lackingOf(one, states));
        if (lacking.length === 0)
          return whys.length === 0 ? preferred : { name: ha.id, why: `as ${whys.join(', and ')}` };
        whys.push(...lacking.slice(0, 1));
      }
      return preferred;
    },
  };
}

function lackingOf({ host, resources }: Wanted, states: ReadonlyMap<string, State>): readonly string[] {
  const names = resources.flatMap(({ want }) => Object.keys(want));
  const missing = names.filter((name) => states.get(host)?.[name] === 'not offered');
  return missing.length === 0 ? [] : [`the repositories of ${host} have no ${listed(missing, 'or')}`];
}
