import type { Facts } from '../../../core/facts.ts';

/**
 * Keeps a host from answering ARP for addresses on other interfaces than the asked one, and from naming them in its
 * own requests. The kernel takes the highest of `all` and of the interface that receives or sends (ip-sysctl), so
 * `all` covers interfaces that are yet to come, while `lo`, which receives no ARP, would do nothing.
 */
const IGNORE = { 'net.ipv4.conf.all.arp_ignore': 1, 'net.ipv4.conf.all.arp_announce': 2 } as const;

/** The same on kernels with the `hidden` patch, older than the above: `all` lets interfaces be hidden, `lo` is. */
const HIDDEN = { 'net.ipv4.conf.all.hidden': 1, 'net.ipv4.conf.lo.hidden': 1 } as const;

/** The settings that the host's kernel knows. */
export const arpSilence = ({ hiddenArp }: Pick<Facts, 'hiddenArp'>): Readonly<Record<string, number>> =>
  hiddenArp ? HIDDEN : IGNORE;
