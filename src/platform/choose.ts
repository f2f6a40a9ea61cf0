import type { Family } from '../core/address/ip.ts';
import type { Capability } from '../core/capability.ts';
import { EXIT, HostError } from '../core/errors.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import type { KnownHost } from '../core/role.ts';
import type { AnyProvider, Misfit } from './provider.ts';
import { platformRefusalOf } from './refusal.ts';

const BOTH: readonly Family[] = [4, 6];

interface Host {
  readonly host: string;
  /** As the system calls itself. */
  readonly system: string;
  readonly facts: Facts;
  readonly makesNetwork: (path: string) => boolean;
  readonly makesRoute: (path: string) => boolean;
}

/**
 * What a host can do by a distribution's providers: for each capability, the first in the list that fits the host, and covers
 * what is wanted.
 * @throws HostError where none fits for a capability that roles cannot do without
 */
export function choose(
  { host, system, facts, makesNetwork, makesRoute }: Host,
  providers: readonly AnyProvider[],
): Platform {
  const chosen = new Map<string, readonly AnyProvider[]>();
  const misfits = new Map<string, readonly Misfit[]>();
  for (const one of providers) {
    const { id } = one.provides;
    const fit = one.fits?.(facts) ?? true;
    if (fit === true) chosen.set(id, [...(chosen.get(id) ?? []), one]);
    else misfits.set(id, [...(misfits.get(id) ?? []), fit]);
  }
  const missing = ({ id }: Pick<Capability<unknown>, 'id'>): string | undefined =>
    chosen.has(id) ? undefined : platformRefusalOf({ system, capability: id }, misfits.get(id) ?? []);
  const refuse = (message: string): never => {
    const next = 'set the host up that way, or take it out of the inventory';
    throw new HostError({ host, exit: EXIT.failed, message, next });
  };
  for (const { provides } of providers) {
    const message = provides.optional === true ? undefined : missing(provides);
    if (message !== undefined) refuse(message);
  }
  const fitting = ({ id }: Pick<Capability<unknown>, 'id'>): readonly AnyProvider[] =>
    chosen.get(id) ?? refuse(missing({ id }) ?? '');
  const covers = ({ id }: Pick<Capability<unknown>, 'id'>, spec: unknown): boolean =>
    (chosen.get(id) ?? []).some((one) => (one.covers?.(spec, facts) ?? true) === true);
  const providerFor = ({ id }: Pick<Capability<unknown>, 'id'>, spec: unknown): AnyProvider => {
    const notCovered: Misfit[] = [];
    for (const one of fitting({ id })) {
      const covers = one.covers?.(spec, facts) ?? true;
      if (covers === true) return one;
      notCovered.push(covers);
    }
    return refuse(platformRefusalOf({ system, capability: id }, notCovered));
  };
  const platform: Platform = {
    name: system,
    want(capability, spec, relations = {}) {
      if (capability.optional === true && !covers(capability, spec)) return [];
      return providerFor(capability, spec).want(spec, known, relations);
    },
    ask: <Answer>(capability: Capability<never, Answer>) => fitting(capability)[0]?.answer?.(known) as Answer,
    why: missing,
    families: ({ id }) =>
      BOTH.filter((family) => (chosen.get(id) ?? []).every(({ families }) => families?.includes(family) ?? true)),
    makesNetwork,
    makesRoute,
  };
  const known: KnownHost = { facts, platform };
  return platform;
}
