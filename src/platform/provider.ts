import type { Family } from '../core/address/ip.ts';
import type { Capability } from '../core/capability.ts';
import type { Fact } from '../core/fact.ts';
import type { Facts } from '../core/facts.ts';
import type { Relations, Resource } from '../core/resource.ts';
import type { KnownHost } from '../core/role.ts';

/** Why a provider is not for a host; said when no other is either. */
export interface Misfit {
  /** What the host would have to have: `ifupdown`. Empty where the provider is for hosts of another kind. */
  readonly needs: readonly string[];
  /** What it has instead, as a sentence: `the network is configured by netplan`. */
  readonly here: string;
  /** What to type on the host to get there. */
  readonly hint?: string;
  /** Set where the host has what is needed, but not in the right version: then `here` of this one is said. */
  readonly nearly?: true;
}

/** One way in which hosts do what a capability is about. */
interface Ways<Spec> {
  readonly provides: Capability<Spec>;
  /** What it has to know of a host, beyond what every host is asked. */
  readonly facts?: readonly Fact<unknown>[];
  /** Whether a host can do it this way, by its facts; unset = every host of the distributions that list it. */
  readonly fits?: (facts: Facts) => true | Misfit;
  /** Whether it can do this of what is wanted there, as on one interface and not on another; unset = all of it. */
  readonly covers?: (spec: Spec, facts: Facts) => true | Misfit;
  readonly want: (spec: Spec, host: KnownHost, relations: Relations) => readonly Resource[];
  /** The families of addresses that it can set up; unset = nothing that is wanted of it has addresses. */
  readonly families?: readonly Family[];
  /** Files and directories that make the host's own network: in an old state of these, the host may not be reached. */
  readonly owns?: readonly string[];
  /** Files of umctl's own that make the host's default route. */
  readonly routes?: RegExp;
}

/** With an answer where the capability has one. */
export type Provider<Spec, Answer = unknown> = Ways<Spec> & {
  readonly provides: Capability<Spec, Answer>;
} & (unknown extends Answer ? { readonly answer?: undefined } : { readonly answer: (host: KnownHost) => Answer });

/** A provider whose types are its own affair; what distributions list. */
export interface AnyProvider extends Ways<unknown> {
  readonly answer?: ((host: KnownHost) => unknown) | undefined;
}

/**
 * Checks a provider's types and closes over them: it is only handed what is wanted of its own capability, so forgetting
 * the types here is safe.
 */
export const provider = <Spec, Answer>(one: Provider<Spec, Answer>): AnyProvider => one as unknown as AnyProvider;

/** The same providers, for such hosts only. */
export const onlyWhere = (
  fits: (facts: Facts) => boolean | Misfit,
  providers: readonly AnyProvider[],
): readonly AnyProvider[] =>
  providers.map((one) => ({
    ...one,
    fits(facts) {
      const fit = fits(facts);
      if (fit === true) return one.fits?.(facts) ?? true;
      return fit === false ? { needs: [], here: '' } : fit;
    },
  }));
