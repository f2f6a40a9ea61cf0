import { describe, expect, it } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import role from '../../../roles/realserver/role.ts';
import { holdsVirtualAddress } from '../../../src/cluster/model/holder.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { context, EXAMPLE } from './cluster.ts';

describe('the playbook of the cluster', () => {
  it('makes real servers before directors, and starts heartbeat after all else; who leaves hands over first', () => {
    const order = playbook.plays.flatMap(({ roles }) => roles.map(({ name }) => name));
    expect(order.slice(0, 2)).toEqual(['removed', 'packages']);
    expect(order.indexOf('realserver')).toBeLessThan(order.indexOf('ldirectord'));
    expect(order.slice(order.lastIndexOf('heartbeat') + 1)).toEqual(['removed', 'members']);
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
