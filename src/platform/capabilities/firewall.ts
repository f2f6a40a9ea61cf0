import type { Family } from '../../core/address/ip.ts';
import { type Capability, capability } from '../../core/capability.ts';
import type { FactValues } from '../../core/fact.ts';

/** What a host lets in. */
export interface Opening {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'vrrp' | 'ipip';
  readonly family: Family;
  readonly port?: number;
  /** The last of a range that begins there. */
  readonly lastPort?: number;
  /** An address or a network; unset = anybody. */
  readonly from?: string;
  /** A multicast group; unset = any of the host's addresses. */
  readonly to?: string;
  /** The interface that it comes in on. */
  readonly interface: string;
  /**
   * An address whose connections the host sees in one direction only. Its connection tracking takes the packets that end them
   * for invalid, and many firewalls drop these before any rule of a port; so they are not tracked.
   */
  readonly oneWayTo?: string;
  /** In a few words. */
  readonly why: string;
}

/** What the firewall of a host lets in for umctl's sake, now and after every boot; the admin's own rules stay. */
export const firewall: Capability<{
  readonly openings: readonly Opening[];
  /** `open`: at least these. `close`: of those that umctl ever opened, these at most. */
  readonly extent: 'open' | 'close';
}> = capability('firewall', { optional: true });

/**
 * What umctl opened in firewalls that are not the one in force now. Nothing is wanted of it but when a run is restored: then it goes
 * back where it can, and is not forgotten where it cannot.
 */
export const openedBefore: Capability<''> = capability('what other firewalls let in', { optional: true });

/** The id of the fact that tells which firewalls a host has. */
export const FIREWALL_FACT = 'firewall';

/** What of that fact everybody may read. */
export interface FirewallsFound {
  /** Whatever may refuse packets that come in or go out, in words; what refuses all that it does not know comes first. */
  readonly inTheWay: readonly string[];
}

/** The firewalls that a host was found to have; none where nobody asked. */
export const firewallsOn = (facts: FactValues): readonly string[] =>
  (facts[FIREWALL_FACT] as FirewallsFound | undefined)?.inTheWay ?? [];
