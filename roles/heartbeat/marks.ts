import { segmentOf } from '../../src/cluster/model/segment-vars.ts';
import { firstAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import type { SegmentMark } from '../../src/cluster/ports/segment-mark.ts';
import type { Host } from '../../src/core/host.ts';
import type { HeartbeatLink } from './links.ts';
import { type HeartbeatVars, vars as schema } from './vars.ts';

const HEARD = "each hears the other's heartbeats, and heartbeat logs an error for each";

export const marks: NonNullable<HaStack['marks']> = ({ vars }) => [...syncId(vars), ...beats(vars)];

/** The last number of the (first) virtual address is that of the connections that directors tell each other of, by multicast. */
function syncId(vars: Host['vars']): readonly SegmentMark[] {
  const segment = segmentOf(vars);
  if (virtualAddresses(segment).length === 0 || vars['handover'] === 'classic') return [];
  const { ip, path } = firstAddress(segment);
  return [
    {
      what: 'IPVS sync id',
      value: Number(ip.text.slice(ip.text.lastIndexOf('.') + 1)),
      path,
      instead: 'give one of them a virtual address with another last number, or write `handover: classic`',
    },
  ];
}

/** Heartbeats that whoever is on the segment hears. Other interfaces may well be cables from one director to the other. */
function beats(vars: Host['vars']): readonly SegmentMark[] {
  const { data } = schema.safeParse(vars);
  return data === undefined
    ? []
    : data.heartbeat.links.flatMap((link, i) => beat(link, data, ['heartbeat', 'links', i]));
}

function beat(
  link: HeartbeatLink,
  { interface: segment, heartbeat: { udpport } }: HeartbeatVars,
  path: SegmentMark['path'],
): readonly SegmentMark[] {
  if ('bcast' in link && link.bcast === segment)
    return [
      {
        what: 'UDP port of broadcast heartbeats',
        value: udpport,
        effect: HEARD,
        path,
        instead: 'give one of them another `heartbeat.udpport`, or a link by `ucast`',
      },
    ];
  if ('mcast' in link && link.mcast === segment)
    return [
      {
        what: 'group of multicast heartbeats',
        value: `${link.group}:${link.port ?? udpport}`,
        effect: HEARD,
        path,
        instead: 'give one of them another `group` or `port` of that link',
      },
    ];
  return [];
}
