import { expect, test } from 'vitest';
import { parseZones, zoneOf } from '../../../../src/platform/providers/firewall/zones.ts';

const zoneIn = (said: string, device: string, from?: string) =>
  zoneOf(parseZones(said.split('\n')), { device, ...(from === undefined ? {} : { from }) });

/** As firewalld 0.6 of EL 7 prints it; 2.x marks the zone that is the default. */
const EL7 =
  'public\ndmz\n  interfaces: eth1\n  sources: 192.168.6.0/24 ipset:blocked 02:00:00:00:00:01\npublic\n  interfaces: eth0 eth2';
const FEDORA = 'FedoraServer\nFedoraServer (default)\n  interfaces: enp1s0\nlibvirt\n  interfaces: virbr0';

test.each([
  [EL7, 'eth0', undefined, 'public'],
  [EL7, 'eth1', undefined, 'dmz'],
  [EL7, 'eth0', '192.168.6.3', 'dmz'],
  [EL7, 'eth0', '192.168.0.0/16', 'public'],
  [EL7, 'bond0', '10.0.0.1', 'public'],
  [FEDORA, 'enp1s0', undefined, 'FedoraServer'],
  [FEDORA, 'virbr0', undefined, 'libvirt'],
  [FEDORA, 'enp2s0', undefined, 'FedoraServer'],
  ['public\ninternal\n  interfaces: eth+ bond0', 'eth7', undefined, 'internal'],
  ['public\ninternal\n  interfaces: eth+ bond0', 'enp1s0', undefined, 'public'],
  ['public', 'eth0', undefined, 'public'],
])('in %j, %s from %s is in the zone %s', (said, device, from, zone) => {
  expect(zoneIn(said, device, from)).toBe(zone);
});
