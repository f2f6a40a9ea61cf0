import { describe, expect, it } from 'vitest';
import handover from '../../../../roles/heartbeat/handover/role.ts';
import heartbeat from '../../../../roles/heartbeat/role.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import realserver from '../../../../roles/realserver/role.ts';
import type { AnyRole } from '../../../../src/cluster/model/role.ts';
import { refuseUnlike } from '../../../../src/cluster/model/unlike.ts';
import { contexts, EXAMPLE } from '../../roles/cluster.ts';

/** What the role refuses where the second of two directors has these variables; of the first it refuses nothing. */
const refusals = (role: AnyRole, n2: object, vars: object = {}) => {
  const [first, second] = contexts(role, { vars, hostVars: { n2 } }).map((director) => role.refuse?.(director));
  expect(first).toEqual([]);
  return second?.map(({ path, message }) => [path.join('.'), message]);
};
const beats = (changes: object) => ({ heartbeat: { ...EXAMPLE.heartbeat, ...changes } });
const [http, ftp] = EXAMPLE.virtual_services;

describe('directors that disagree', () => {
  it.each<[string, AnyRole, object, string]>([
    ['the virtual address', realserver, { virtual_address: '192.168.6.241/24' }, 'virtual_address'],
    ['its prefix', heartbeat, { virtual_address: '192.168.6.240/25' }, 'virtual_address'],
    ['a timing', heartbeat, beats({ deadtime: 4 }), 'heartbeat.deadtime'],
    ['a port', heartbeat, beats({ udpport: 695 }), 'heartbeat.udpport'],
    ['who is pinged', heartbeat, beats({ ping: ['192.168.6.1'] }), 'heartbeat.ping'],
    ['the key', heartbeat, beats({ key: { from_env: 'KEY' } }), 'heartbeat.key.from_env'],
    ['how many links there are', heartbeat, beats({ links: [{ ucast: 'eth0' }] }), 'heartbeat.links'],
    [
      'the kind of a link',
      heartbeat,
      beats({ links: [{ ucast: 'eth0' }, { bcast: 'eth1' }] }),
      'heartbeat.links.1.bcast',
    ],
    ['the hand-over', heartbeat, { handover: 'classic' }, 'handover'],
    ['the hand-over of ldirectord', ldirectord, { handover: 'classic' }, 'handover'],
    ['the hand-over of itself', handover, { handover: 'classic' }, 'handover'],
    [
      'a service',
      ldirectord,
      { virtual_services: [http, { ...ftp, persistent: 300 }] },
      'virtual_services.1.persistent',
    ],
    ['the number of services', ldirectord, { virtual_services: [http] }, 'virtual_services'],
    ['a setting of ldirectord', ldirectord, { ldirectord: { checkinterval: 9 } }, 'ldirectord.checkinterval'],
  ])('about %s are refused', (_, role, n2, path) => {
    expect(refusals(role, n2)).toEqual([[path, expect.stringMatching(/: n2 differs from n1 \(inventory.yaml:1:1\)/)]]);
  });

  it('name the variable as people write it', () => {
    const [, n2] = contexts<{ a: readonly object[] }>(heartbeat);
    const members = [1, 2].map((b) => ({ name: `n${b}`, host: n2?.host as never, vars: { a: [{ b }] } }));
    expect(refuseUnlike(members[1] as never, { members, on: (vars) => vars })).toEqual([
      {
        path: ['a', 0, 'b'],
        message: 'a[0].b: n2 differs from n1 (inventory.yaml:1:1); it must be the same on n1 and n2',
      },
    ]);
  });

  it.each<[string, AnyRole, object, object]>([
    ['their interfaces', realserver, { interface: 'eth1' }, {}],
    ['their own addresses', realserver, { address: '192.168.6.9' }, {}],
    ['their weights', ldirectord, { weight: 5 }, {}],
    ['the facility of their logs', heartbeat, { logging: { facility: 'local1' } }, {}],
    ['the devices of their links', heartbeat, beats({ links: [{ ucast: 'eth0' }, { serial: '/dev/ttyS1' }] }), {}],
    ['a watchdog, or how much heartbeat logs', heartbeat, beats({ debug: 1, watchdog: '/dev/watchdog' }), {}],
    ['nothing, by other words', heartbeat, beats({ auto_failback: false, deadtime: '3s' }), {}],
  ])('may differ in %s', (_, role, n2, vars) => {
    expect(refusals(role, n2, vars)).toEqual([]);
  });
});
