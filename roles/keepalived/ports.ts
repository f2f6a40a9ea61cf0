import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { PortNeed } from '../../src/cluster/ports/port-need.ts';
import { SYNC } from '../../src/cluster/ports/sync.ts';
import type { Host } from '../../src/core/host.ts';
import { vars as schema } from './vars.ts';

/** The groups that adverts go to where they are not sent to each director; see RFC 5798. */
const GROUPS = { 4: '224.0.0.18', 6: 'ff02::12' } as const;

/** What adverts go by, and what directors tell each other of connections. */
export function ports(vars: Host['vars']): readonly PortNeed[] {
  const { data } = schema.safeParse(vars);
  if (data === undefined) return [];
  const { keepalived, interface: segment } = data;
  const family = virtualAddresses(data)[0]?.ip.family ?? 4;
  return [
    {
      protocol: 'vrrp',
      from: 'directors',
      to: 'directors',
      interface: keepalived.interface ?? segment,
      ...(keepalived.adverts === 'multicast' ? { group: GROUPS[family] } : {}),
      why: 'adverts of the active director (VRRP)',
    },
    { ...SYNC, interface: segment, ...(family === 6 ? { group: 'ff02::51' } : {}) },
  ];
}
