import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firewallInForce, type InForce, namesOf } from '../../../../src/platform/providers/firewall/in-force.ts';
import { zoneOf } from '../../../../src/platform/providers/firewall/zones.ts';

/** What umctl makes of a part of what real hosts said, see captured/README.md. */
function found(system: string, part: string): InForce {
  const stdout = readFileSync(join(import.meta.dirname, `captured/${system}.txt`), 'utf8')
    .split(/^# /m)
    .find((text) => text.startsWith(`${part}\n`));
  return firewallInForce.parse({ code: 0, stderr: '', stdout: stdout ?? expect.fail(`${part} is not captured`) });
}

describe.each(['debian-12', 'debian-sid'])('%s', (system) => {
  test('firewalld is the one firewall while it runs, its own chains are none beside it, and none is left when it has stopped', () => {
    for (const part of ['as installed', 'zones']) {
      expect(namesOf(found(system, part)), part).toEqual(['firewalld']);
      expect(found(system, part).inTheWay, part).toEqual(['firewalld']);
      expect(found(system, part).invalid, part).toEqual({ iptables: [], nftables: [] });
    }
    for (const part of ['none', 'stopped']) expect(namesOf(found(system, part)), part).toEqual([]);
  });

  test.each([
    ['as installed', 'eth0', undefined, 'public'],
    ['as installed', 'eth1', '192.168.6.3', 'public'],
    ['zones', 'eth0', undefined, 'public'],
    ['zones', 'eth1', undefined, 'internal'],
    ['zones', 'vlan7', undefined, 'dmz'],
    ['zones', 'eth9', undefined, 'public'],
    ['zones', 'eth1', '192.168.6.3', 'trusted'],
    ['zones', 'eth1', '192.168.7.3', 'internal'],
  ])('%s: on %s from %s the zone %s decides', (part, device, from, zone) => {
    const zones = found(system, part).firewalld ?? expect.fail('no zones');
    expect(zoneOf(zones, { device, ...(from === undefined ? {} : { from }) })).toBe(zone);
  });
});
