import type { Place } from '../../core/play.ts';

/** A director at the end of links. */
export type LinkEnd = Pick<Place, 'host' | 'facts'>;

/** A way by which a director hears the others, as it is on one of them. All directors have theirs in the same order. */
export interface Link {
  readonly protocol: 'udp' | 'vrrp';
  /** The interface, by its name on the director. */
  readonly device: string;
  /** What is sent to; left out for VRRP, which has no ports. */
  readonly port?: number;
  /** Addresses that are sent to: of the other directors, of a multicast group, or of all hosts of a network. */
  readonly to: readonly string[];
  /** The multicast group that has to be listened to. */
  readonly group?: string;
}

/** What a firewall has to let in for it. */
export const needOf = ({ protocol, port }: Link): string =>
  protocol === 'vrrp' ? 'VRRP (IP protocol 112)' : `UDP port ${port}`;

/** As people know it. */
export const showLink = (link: Link): string =>
  `${link.device} (${needOf(link)}${link.group === undefined ? '' : `, group ${link.group}`})`;
