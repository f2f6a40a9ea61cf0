import type { PortNeed } from './port-need.ts';

/** What the kernel of a director tells the others of its connections: `IP_VS_SYNC_GROUP` and `IP_VS_SYNC_PORT` of ip_vs_sync.c. */
export const SYNC: PortNeed = {
  protocol: 'udp',
  port: 8848,
  group: '224.0.0.81',
  from: 'directors',
  to: 'directors',
  why: 'what directors tell each other of their connections (IPVS sync)',
};
