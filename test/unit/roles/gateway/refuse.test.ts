import { describe, expect, it } from 'vitest';
import role from '../../../../roles/gateway/role.ts';
import { context, contexts, HOSTS } from '../cluster.ts';

const refusals = (gateway: string) => role.refuse?.(context(role, { vars: { gateway } })) ?? [];

describe('the gateway', () => {
  it('is the segment’s router', () => {
    expect(refusals('192.168.6.1')).toEqual([]);
  });

  it.each([
    ['192.168.6.3', /is the address of n2/],
    ['192.168.6.240', /is the virtual address/],
    ['10.0.0.1', /is not on the segment/],
    ['192.168.6.255', /is not on the segment/],
  ])('is never %s', (gateway, message) => {
    expect(refusals(gateway)).toEqual([{ path: ['gateway'], message: expect.stringMatching(message) }]);
  });

  it('is no node, by whichever address', () => {
    const hostVars = { n1: { address: '192.168.6.2' }, n2: { address: '192.168.6.3' } };
    const reached = (more: object) =>
      HOSTS.map((host) => ({ ...host, connection: { ...host.connection, host: '192.168.6.1', ...more } }));
    expect(role.refuse?.(context(role, { hosts: reached({}), hostVars }))).toEqual([
      { path: ['gateway'], message: expect.stringMatching(/is the address of n1/) },
    ]);
    // The router passes ssh on to them.
    expect(role.refuse?.(context(role, { hosts: reached({ port: 2201 }), hostVars }))).toEqual([]);
  });

  it.each([
    ['n1', [1, 1]],
    ['n2', [1, 1]],
    ['n3', [0, 1]],
  ])('is refused where %s turns out to hold it', (holder, refused) => {
    const addresses = [{ device: 'eth0', label: 'eth0:1', address: '192.168.6.1', prefix: 24 }];
    const [n1, n2] = HOSTS;
    const n3 = n1 && { ...n1, name: 'n3', groups: ['all', 'real_servers'] };
    const hosts = [n1, n2, n3].flatMap((host) => host ?? []);
    const all = contexts(role, { hosts, hostFacts: { [holder]: { addresses } } }).map((node) =>
      role.refuseHost?.(node),
    );
    expect([all[0]?.length, all[2]?.length]).toEqual(refused);
    expect(all.flat()[0]).toEqual({ path: ['gateway'], message: expect.stringContaining(`the address of ${holder}`) });
  });
});
