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
export const EVERY: readonly Opening[] = [
  BEATS,
  HTTP,
  { protocol: 'vrrp', family: 4, from: '192.168.6.3', to: '224.0.0.18', interface: 'eth0', why: 'adverts' },
  { protocol: 'udp', family: 4, port: 8848, from: '192.168.6.3', to: '224.0.0.81', interface: 'eth0', why: 'sync' },
  { protocol: 'icmp', family: 4, from: '192.168.6.3', interface: 'eth0', why: 'checks' },
  { protocol: 'ipip', family: 4, from: '192.168.6.3', interface: 'eth0', why: 'tunnels' },
  { protocol: 'vrrp', family: 6, from: 'fe80::3', interface: 'eth0', why: 'adverts' },
];
