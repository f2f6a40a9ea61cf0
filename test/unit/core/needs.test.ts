import { expect, test } from 'vitest';
import cluster from '../../../playbooks/cluster.ts';
import handover from '../../../roles/heartbeat/handover/role.ts';
import heartbeat, { heartbeatPlays } from '../../../roles/heartbeat/role.ts';
import ldirectord from '../../../roles/ldirectord/role.ts';
import realserver from '../../../roles/realserver/role.ts';
import { holdsVirtualAddress } from '../../../src/cluster/model/holder.ts';
import { unmetNeeds } from '../../../src/core/needs.ts';
import type { Play } from '../../../src/core/play.ts';
import { HOSTS } from '../roles/cluster.ts';

const told = (...plays: readonly Play[]) =>
  unmetNeeds({
    plays: plays.map((play) => ({ play, hosts: play.hosts === 'n1' ? HOSTS.slice(0, 1) : HOSTS })),
  }).map(({ message }) => message);
const play = (name: string, ...roles: Play['roles']): Play => ({
  name,
  hosts: 'directors',
  roles,
  active: holdsVirtualAddress,
});
const before = play('before', realserver, handover);

test("umctl's own playbook has what its roles need", () => {
  expect(told(...cluster.plays)).toEqual([]);
  expect(told(before, play('balancer', ldirectord), ...heartbeatPlays)).toEqual([]);
  // In one play, one after the other.
  expect(told(play('lb', realserver, handover, ldirectord))).toEqual([]);
  expect(told(play('lb', ldirectord, realserver, handover))).not.toEqual([]);
});

test('heartbeat without the phases of a new key, as the README had it, would split a pair', () => {
  expect(told(play('lb', ldirectord, heartbeat))).toEqual([
    expect.stringMatching(/^play 'lb': role ldirectord needs role realserver before it: /),
    expect.stringMatching(/^play 'lb': role ldirectord needs role handover before it: .* both direct/),
    expect.stringMatching(/^play 'lb': role heartbeat needs role handover before it: haresources names a program/),
    expect.stringMatching(
      /needs play 'new key accepted', play 'new key signs', play 'standby', play 'active director' before it: .*take the virtual address; write \.\.\.heartbeatPlays/,
    ),
  ]);
});

test('the phases count where they are as they have to be: in order, on all hosts, with their gates, knowing who serves', () => {
  const [, accept, sign, standby, active, itself] = heartbeatPlays as [Play, Play, Play, Play, Play, Play];
  const lacks = (...plays: readonly Play[]) => told(before, ...plays)[0]?.match(/(?<=needs |, )play '[^']*'/g) ?? [];
  expect(lacks(accept, sign, standby, active, itself)).toEqual([]);
  expect(lacks(sign, accept, standby, active, itself)).toContain("play 'new key signs'");
  expect(lacks(accept, { ...sign, hosts: 'n1' }, standby, active, itself)).toEqual(["play 'new key signs'"]);
  expect(lacks(accept, { ...sign, batch: 1 }, standby, active, itself)).toEqual(["play 'new key signs'"]);
  const { gate: _, ...ungated } = accept;
  expect(lacks(ungated, sign, standby, active, itself)).toEqual(["play 'new key accepted'"]);
  const { active: __, ...unknowing } = standby;
  expect(lacks(accept, sign, unknowing, active, itself)).toEqual(["play 'standby'"]);
  expect(lacks(accept, sign, play('both', ...standby.roles, ...active.roles), itself)).not.toEqual([]);
  const together = { ...itself, roles: [...active.roles, ...itself.roles] };
  expect(lacks(accept, sign, standby, together)).toEqual(["play 'active director'"]);
});

test('plays of heartbeat alone have virtual addresses come and go, too', () => {
  expect(heartbeatPlays.map(({ name }) => name)).toContain('virtual addresses');
  expect(cluster.plays.filter(({ name }) => name === 'virtual addresses')).toHaveLength(1);
});
