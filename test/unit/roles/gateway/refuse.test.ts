import { describe, expect, it } from 'vitest';
import role from '../../../../roles/gateway/role.ts';
import { context } from '../cluster.ts';

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
});
