import { expect, test } from 'vitest';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import realserver from '../../../../roles/realserver/role.ts';
import type { Context } from '../../../../src/cluster/model/role.ts';
import { contexts, HOSTS } from '../cluster.ts';
import { fixture, printed } from '../fixture.ts';

const VIP = '192.168.6.240';
const silent = printed(fixture('arping/silent'), 1);
const heard = printed(fixture('arping/answered'));
const second = printed(fixture('arping/second'));

const hosts = HOSTS.map((host) => ({ ...host, vars: { virtual_address: `${VIP}/24` } }));

type Facts = Partial<Context<unknown>['facts']>;

/** The check of who answers ARP, in a run of `roles` on hosts with these facts. */
function whoAnswers(roles: readonly string[], facts: Facts = {}) {
  const [first] = realserver.clusterChecks?.(contexts(realserver, { roles, hosts, hostFacts: { n2: facts } })) ?? [];
  if (first === undefined) throw new Error('there is such a check');
  return first;
}

test('on bare hosts a run without heartbeat waits for no ARP answer: nobody can give it', () => {
  const check = whoAnswers(['packages', 'realserver']);
  expect(check.failure({ n1: silent, n2: silent })).toBeUndefined();
  expect(check.name).toBe(`at most one node answers ARP for ${VIP}, as no director has it yet`);
});

test('two nodes that answer are wrong on bare hosts, too', () => {
  expect(whoAnswers(['realserver']).failure({ n1: second, n2: heard })).toMatch(/^2 nodes answer/);
});

test.each<[string, readonly string[], Facts]>([
  ['heartbeat is among the roles of the run', ['realserver', 'heartbeat'], {}],
  [
    'a director has the address',
    ['realserver'],
    { addresses: [{ device: 'eth0', address: VIP, prefix: 24, label: 'eth0:0' }] },
  ],
  ['the cluster has served before, and does not now', ['realserver'], { served: VIP }],
])('one node has to answer where %s', (_, roles, facts) => {
  expect(whoAnswers(roles, facts).failure({ n1: silent, n2: silent })).toBe(`no node answers for ${VIP}`);
});

test('of a bare classic cluster without heartbeat, ldirectord’s checks want no active director', () => {
  const idle = printed('standby\nldirectord is stopped\n', 3);
  const [running, table] = checksOf(['ldirectord']);
  expect(running?.failure({ n1: idle, n2: idle })).toBeUndefined();
  const empty = printed(`standby\n${fixture('ipvsadm/empty')}`);
  expect(table?.failure({ n1: empty, n2: empty })).toBeUndefined();
  const [whole] = checksOf(['ldirectord', 'heartbeat']);
  expect(whole?.failure({ n1: idle, n2: idle })).toMatch(/^no director has the virtual address/);
});

const checksOf = (roles: readonly string[]) =>
  ldirectord.clusterChecks?.(contexts(ldirectord, { roles, vars: { handover: 'classic' } })) ?? [];
