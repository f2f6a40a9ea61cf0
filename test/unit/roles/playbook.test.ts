import { describe, expect, it } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import role from '../../../roles/realserver/role.ts';
import { holdsVirtualAddress } from '../../../roles/shared/holder.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { context, EXAMPLE } from './cluster.ts';

describe('the playbook of the cluster', () => {
  it('makes real servers before directors, and starts heartbeat last', () => {
    const order = playbook.plays.flatMap(({ roles }) => roles.map(({ name }) => name));
    expect(order[0]).toBe('packages');
    expect(order.indexOf('realserver')).toBeLessThan(order.indexOf('ldirectord'));
    expect(order.at(-1)).toBe('heartbeat');
  });

  it('knows the host that carries the service by the address on its interface', () => {
    const { host, facts } = context(role);
    const on = (device: string): Facts => ({
      ...facts,
      addresses: [{ device, label: device, address: '192.168.6.240', prefix: 24 }],
    });
    const inventoried = { ...host, vars: EXAMPLE };
    expect(holdsVirtualAddress(inventoried, on('eth0'))).toBe(true);
    expect(holdsVirtualAddress(inventoried, on('lo'))).toBe(false);
    expect(holdsVirtualAddress(inventoried, facts)).toBe(false);
  });
});
