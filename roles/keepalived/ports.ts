import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import type { PortNeed } from '../../src/cluster/ports/port-need.ts';
import { SYNC } from '../../src/cluster/ports/sync.ts';
import type { Host } from '../../src/core/host.ts';
import { type KeepalivedVars, vars as schema } from './vars.ts';

/** The groups that adverts go to where they are not sent to each director; see RFC 5798. */
const GROUPS = { 4: '224.0.0.18', 6: 'ff02::12' } as const;

/** The group that adverts go to; undefined where they are sent to each director. */
export const groupOf = (vars: KeepalivedVars): string | undefined =>
  vars.keepalived.adverts === 'multicast' ? GROUPS[firstAddress(vars).ip.family] : undefined;

/** What adverts go by, and what directors tell each other of connections. */
export function ports(vars: Host['vars']): readonly PortNeed[] {
  const { data } = schema.safeParse(vars);
  if (data === undefined) return [];
  const { keepalived, interface: segment } = data;
  const group = groupOf(data);
  const family = firstAddress(data).ip.family;
  return [
    {
      protocol: 'vrrp',
      from: 'directors',
      to: 'directors',
      interface: keepalived.interface ?? segment,
      ...(group === undefined ? {} : { group }),
      why: 'adverts of the active director (VRRP)',
    },
    { ...SYNC, interface: segment, ...(family === 6 ? { group: 'ff02::51' } : {}) },
  ];
}
