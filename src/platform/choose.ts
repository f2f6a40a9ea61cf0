import type { Capability } from '../core/capability.ts';
import { EXIT, HostError } from '../core/errors.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import type { KnownHost } from '../core/role.ts';
import type { AnyProvider, Misfit } from './provider.ts';
import { platformRefusalOf } from './refusal.ts';

interface Host {
  readonly host: string;
  /** As the system calls itself. */
  readonly system: string;
  readonly facts: Facts;
  readonly makesNetwork: (path: string) => boolean;
}

/**
 * What a host can do by a distribution's providers: for each capability, the first in the list that fits the host.
 * @throws HostError where none fits for a capability that roles cannot do without
 */
export function choose({ host, system, facts, makesNetwork }: Host, providers: readonly AnyProvider[]): Platform {
  const chosen = new Map<string, AnyProvider>();
  const misfits = new Map<string, readonly Misfit[]>();
  for (const one of providers) {
    const { id } = one.provides;
    if (chosen.has(id)) continue;
    const fit = one.fits?.(facts) ?? true;
    if (fit === true) chosen.set(id, one);
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
  const providerOf = (capability: Pick<Capability<unknown>, 'id'>): AnyProvider =>
    chosen.get(capability.id) ?? refuse(missing(capability) ?? '');
  const platform: Platform = {
    name: system,
    want(capability, spec, relations = {}) {
      if (capability.optional === true && !chosen.has(capability.id)) return [];
      return providerOf(capability).want(spec, known, relations);
    },
    ask: <Answer>(capability: Capability<never, Answer>) => providerOf(capability).answer?.(known) as Answer,
    why: missing,
    families: (capability) => chosen.get(capability.id)?.families ?? [4, 6],
    makesNetwork,
  };
  const known: KnownHost = { facts, platform };
  return platform;
}
