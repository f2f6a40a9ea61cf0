import { describe, expect, it } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import { context } from '../cluster.ts';
import { issues } from '../refusals.ts';

const VIRTUAL = { address: '192.168.6.240' };
const http = { name: 'http', port: 80, check: { type: 'connect' } };
const refusals = (service: object, more: object = {}) =>
  role
    .refuse?.(context(role, { vars: { virtual_services: [{ ...http, ...service }], ...more } }))
    .map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('addresses of services', () => {
  it.each<[string, object, object, RegExp]>([
    [
      'a real server',
      { real_servers: [VIRTUAL] },
      {},
      /^virtual_services\.0\.real_servers\.0\.address: .*is the virtual/,
    ],
    [
      'a neighbour elsewhere',
      { real_servers: [{ address: '10.0.0.9' }] },
      {},
      /^virtual_services\.0\.real_servers\.0\.address: 10\.0\.0\.9 is not on the segment/,
    ],
    ['a network', { real_servers: [{ address: '192.168.6.255' }] }, {}, /192\.168\.6\.255 is not on the segment/],
  ])('are refused where %s has one that cannot be', (_, service, more, message) => {
    expect(refusals(service, more)).toEqual([expect.stringMatching(message)]);
  });

  it('are fine on the segment, on the director itself, and anywhere by another way than direct routing', () => {
    const real_servers = [
      { address: '192.168.6.9' },
      { address: '127.0.0.1' },
      { address: '10.0.0.9', forwarding: 'ipip' },
      { address: '10.0.0.10', forwarding: 'masq', port: 8080 },
    ];
    expect(refusals({ real_servers, fallback: { address: '127.0.0.1' } })).toEqual([]);
    // The kernel shows it as Local: the director itself serves.
    expect(refusals({ fallback: VIRTUAL }, { ldirectord: { fallback: VIRTUAL } })).toEqual([]);
    expect(refusals({ real_servers: [{ address: '10.0.0.9' }], forwarding: 'ipip' })).toEqual([]);
  });

  it('are each one real server of a service, whether its port is named or not', () => {
    const twice = { forwarding: 'masq', real_servers: [{ address: '10.0.0.9' }, { address: '10.0.0.9', port: 80 }] };
    expect(issues(role, { virtual_services: [{ ...http, ...twice }] })).toEqual([
      expect.stringMatching(/real_servers\[1\]\.address: .*is a real server of this service already/),
    ]);
  });
});
