import type { Link, LinkEnd } from '../../src/cluster/links/link.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import { broadcastOf } from '../../src/core/address/cidr.ts';
import { parseIp } from '../../src/core/address/ip.ts';
import type { HeartbeatLink } from './links.ts';
import { type HeartbeatVars, vars as schema } from './vars.ts';

/** The links that a packet can be sent over while heartbeat does not run. A serial line is heartbeat's own once it does. */
export function links(director: LinkEnd, directors: readonly LinkEnd[]): readonly Link[] {
  const vars = varsOf(director);
  const others = directors.filter(({ host }) => host.name !== director.host.name);
  return vars === undefined ? [] : vars.heartbeat.links.flatMap((link) => heard(link, { vars, director, others }));
}

interface At {
  readonly vars: HeartbeatVars;
  readonly director: LinkEnd;
  readonly others: readonly LinkEnd[];
}

function heard(link: HeartbeatLink, { vars, director, others }: At): readonly Link[] {
  const { udpport } = vars.heartbeat;
  if ('ucast' in link) {
    const to = link.addresses ?? others.flatMap((other) => ownAddress(other) ?? []);
    return [{ protocol: 'udp', device: link.ucast, port: udpport, to }];
  }
  if ('bcast' in link) {
    const [on] = director.facts.addresses.filter(({ device }) => device === link.bcast);
    const ip = on === undefined ? undefined : parseIp(on.address);
    const all = on === undefined || ip === undefined ? undefined : broadcastOf({ ip, prefix: on.prefix });
    return [{ protocol: 'udp', device: link.bcast, port: udpport, to: [all?.text ?? '255.255.255.255'] }];
  }
  if ('serial' in link) return [];
  return [{ protocol: 'udp', device: link.mcast, port: link.port ?? udpport, to: [link.group], group: link.group }];
}

const varsOf = ({ host }: LinkEnd): HeartbeatVars | undefined => schema.safeParse(host.vars).data;

function ownAddress(place: LinkEnd): string | undefined {
  const vars = varsOf(place);
  return vars === undefined ? undefined : addressOf({ vars, host: place.host });
}
