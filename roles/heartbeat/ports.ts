import type { PortNeed } from '../../src/cluster/ports/port-need.ts';
import { SYNC } from '../../src/cluster/ports/sync.ts';
import type { Host } from '../../src/core/host.ts';
import type { HeartbeatLink } from './links.ts';
import { pingedGateway, vars as schema } from './vars.ts';

/** What heartbeats go by, what tells whether a director is cut off, and what directors tell each other of connections. */
export function ports(vars: Host['vars']): readonly PortNeed[] {
  const { data } = schema.safeParse(vars);
  if (data === undefined) return [];
  const { heartbeat, handover } = data;
  const gateways = pingedGateway(data);
  const pinged = heartbeat.ping ?? gateways;
  return [
    ...heartbeat.links.flatMap((link) => beats(link, heartbeat.udpport)),
    ...pinged.map(
      (address): PortNeed => ({
        protocol: 'icmp',
        from: 'directors',
        to: 'gateway',
        ...(gateways.includes(address) ? {} : { group: address }),
        why: 'pings that tell whether a director is cut off',
      }),
    ),
    ...(handover === 'classic' ? [] : [{ ...SYNC, interface: data.interface }]),
  ];
}

/** A serial line has no ports. */
function beats(link: HeartbeatLink, udpport: number): readonly PortNeed[] {
  const beat = { protocol: 'udp', from: 'directors', to: 'directors', why: 'heartbeats' } as const;
  if ('ucast' in link) return [{ ...beat, port: udpport, interface: link.ucast }];
  if ('bcast' in link) return [{ ...beat, port: udpport, interface: link.bcast }];
  return 'mcast' in link ? [{ ...beat, port: link.port ?? udpport, group: link.group, interface: link.mcast }] : [];
}
