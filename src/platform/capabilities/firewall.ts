import type { Family } from '../../core/address/ip.ts';
import { type Capability, capability } from '../../core/capability.ts';

/** What a host lets in. */
export interface Opening {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'vrrp' | 'ipip';
  readonly family: Family;
  readonly port?: number;
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
