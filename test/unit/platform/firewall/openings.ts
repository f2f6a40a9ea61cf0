import type { Opening } from '../../../../src/platform/capabilities/firewall.ts';

/** What the tests have firewalls let in. */
export const BEATS: Opening = {
  ...{ protocol: 'udp', family: 4, port: 694, from: '192.168.6.3', interface: 'eth0', why: 'heartbeats' },
};
export const HTTP: Opening = {
  ...{
    protocol: 'tcp',
    family: 4,
    port: 80,
    interface: 'eth0',
    oneWayTo: '192.168.6.240',
    why: 'the virtual service http',
  },
};
/** The same where the cluster is one of IPv6. */
export const SIX: readonly Opening[] = [
  { protocol: 'vrrp', family: 6, from: 'fe80::/10', to: 'ff02::12', interface: 'eth0', why: 'adverts' },
  { ...HTTP, family: 6, oneWayTo: 'fd00:6::240' },
];

/** Packets of IPv6 that these let in: as many as each is, and none of a stranger. */
export const PACKETS_6: readonly (readonly [string, number])[] = [
  ['vrrp fe80::3 ff02::12', 1],
  ['vrrp fd00:6::9 ff02::12', 0],
  ['tcp fd00:7::100 fd00:6::240 80 syn ack fin rst', 4],
  ['tcp fd00:7::100 fd00:6::240 81 syn', 0],
];

/** How many of them arrive where these are open. */
export const SIX_PASS: readonly number[] = PACKETS_6.map(([, passes]) => passes);

export const EVERY: readonly Opening[] = [
  BEATS,
  HTTP,
  { protocol: 'vrrp', family: 4, from: '192.168.6.3', to: '224.0.0.18', interface: 'eth0', why: 'adverts' },
  { protocol: 'udp', family: 4, port: 8848, from: '192.168.6.3', to: '224.0.0.81', interface: 'eth0', why: 'sync' },
  { protocol: 'icmp', family: 4, from: '192.168.6.3', interface: 'eth0', why: 'checks' },
  { protocol: 'ipip', family: 4, from: '192.168.6.3', interface: 'eth0', why: 'tunnels' },
  ...SIX,
];
