import { describe, expect, it } from 'vitest';
import playbook, { clusterPlaybook } from '../../../playbooks/cluster.ts';
import role from '../../../roles/realserver/role.ts';
import { holdsVirtualAddress } from '../../../src/cluster/model/holder.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { context, EXAMPLE } from './cluster.ts';

describe('the playbook of the cluster', () => {
  it('makes real servers before directors, and starts heartbeat after all else; who leaves hands over first', () => {
    const order = playbook.plays.flatMap(({ roles }) => roles.map(({ name }) => name));
    expect(order.slice(0, 3)).toEqual(['removed', 'firewall', 'packages']);
    expect(order.indexOf('realserver')).toBeLessThan(order.indexOf('ldirectord'));
    expect(order.slice(order.lastIndexOf('heartbeat') + 1)).toEqual([
      'closed firewall',
      'removed',
      'firewall',
      'members',
    ]);
  });

  it('has each phase in a play of its own, with its batch, gate and hooks', () => {
    const gates = { function: 'some checks', string: 'play', undefined: 'default' } as const;
    const told = playbook.plays.map(
      ({ name, hosts, batch, gate, around = [], active }) =>
        `${name}: ${hosts}, ${batch ?? 'default'}, ${gates[typeof gate as keyof typeof gates]}, ${around.length} hooks, ${active === holdsVirtualAddress ? 'active' : 'all'}`,
    );
    expect(told).toEqual([
      'leaving directors: removed:real_servers:!directors, default, default, 0 hooks, all',
      'real servers: directors:real_servers, default, default, 2 hooks, active',
      'standby leaves the other stack: directors, default, some checks, 0 hooks, active',
      'active director keeps its clients: directors, default, some checks, 0 hooks, active',
      'hand-over (standby first): directors, default, some checks, 0 hooks, active',
      'virtual addresses (standby first): directors, default, some checks, 0 hooks, active',
      'clients leave (standby first): directors, 100%, some checks, 0 hooks, active',
      'directors (standby first): directors, default, some checks, 0 hooks, active',
      'new key accepted (standby first): directors, default, some checks, 0 hooks, active',
      'new key signs (standby first): directors, 100%, some checks, 0 hooks, active',
      'standby (standby first): directors, default, some checks, 0 hooks, active',
      'active director (standby first): directors, default, some checks, 0 hooks, active',
      'heartbeat (standby first): directors, default, some checks, 0 hooks, active',
      'active director leaves the other stack: directors, default, some checks, 0 hooks, active',
      'hand-over: directors, default, some checks, 0 hooks, active',
      'virtual addresses: directors, default, some checks, 0 hooks, active',
      'clients leave: directors, 100%, default, 0 hooks, active',
      'directors: directors, default, default, 1 hooks, active',
      'new key accepted: directors, default, play, 0 hooks, active',
      'new key signs: directors, 100%, play, 0 hooks, active',
      'standby: directors, default, default, 1 hooks, active',
      'active director: directors, default, default, 0 hooks, active',
      'heartbeat: directors, default, default, 0 hooks, active',
      'removed: removed, default, default, 0 hooks, all',
      'members: directors:real_servers, 100%, default, 0 hooks, active',
    ]);
  });

  it('takes roles and plays of a user before, between and after its own, which stay as they are', () => {
    const own = (name: string) => [{ name, hosts: 'all', roles: [role] }];
    const hook = { after: () => undefined };
    const extended = clusterPlaybook({
      before: own('first'),
      between: own('second'),
      after: own('third'),
      roles: [role],
      around: [hook],
    });
    const names = extended.plays.map(({ name }) => name);
    const given = ['first', 'second', 'third'];
    expect(names.filter((name) => !given.includes(name))).toEqual(playbook.plays.map(({ name }) => name));
    expect(given.map((name) => names.indexOf(name))).toEqual([
      0,
      names.indexOf('standby leaves the other stack') - 1,
      names.length - 1,
    ]);
    const nodes = extended.plays.find(({ name }) => name === 'real servers');
    expect([nodes?.roles.at(-1), nodes?.around?.at(-1)]).toEqual([role, hook]);
    expect(extended.domain.stack.ha).toBe(playbook.domain.stack.ha);
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
