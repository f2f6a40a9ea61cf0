import { describe, expect, it } from 'vitest';
import gateway from '../../../../../roles/gateway/role.ts';
import { STANDS_DOWN, TO_CLASSIC } from '../../../../../roles/heartbeat/handover/commands.ts';
import { handOver } from '../../../../../roles/heartbeat/handover/hand-over.ts';
import handoverRole from '../../../../../roles/heartbeat/handover/role.ts';
import { standby } from '../../../../../roles/heartbeat/phases.ts';
import heartbeat from '../../../../../roles/heartbeat/role.ts';
import ldirectord from '../../../../../roles/ldirectord/role.ts';
import logging from '../../../../../roles/logging/role.ts';
import packages from '../../../../../roles/packages/role.ts';
import type { AnyRole } from '../../../../../src/cluster/model/role.ts';
import { leavesBehind } from '../../../../../src/cluster/switchover/leaves-behind.ts';
import { settledComplaint } from '../../../../../src/cluster/switchover/settled.ts';
import { planSteps, type Step } from '../../../../../src/core/plan.ts';
import type { Place } from '../../../../../src/core/play.ts';
import type { Resource } from '../../../../../src/core/resource.ts';
import { platformOf } from '../../../../../src/platform/detect.ts';
import { contexts, EXAMPLE, HOSTS } from '../../cluster.ts';
import { printed } from '../../fixture.ts';

const places = (...devices: readonly string[]): readonly Place[] =>
  contexts(handoverRole).map(({ host, facts }, i) => ({
    host: { ...host, vars: EXAMPLE },
    active: i === 0,
    facts: {
      ...facts,
      addresses: devices.map((device) => ({ device, label: device, address: '192.168.6.240', prefix: 32 })),
    },
  }));

const actBefore = (on: readonly Place[], index: number, ...ids: readonly string[]) => {
  const place = on[index] as Place;
  return handOver.before?.({ ...place, steps: steps(...ids), places: on })?.name;
};

/** What roles want of a director with Debian. */
function wantedOn(serves: boolean, handover: 'classic' | 'make_before_break'): readonly Resource[] {
  const addresses = serves ? [{ device: 'eth0', label: 'eth0', address: '192.168.6.240', prefix: 24 }] : [];
  const vars = { ...EXAMPLE, handover };
  const hosts = HOSTS.map((host) => ({ ...host, vars }));
  const roles: readonly AnyRole[] = [packages, gateway, handoverRole, standby, heartbeat, ldirectord, logging];
  return roles.flatMap((role) => {
    const [bare] = contexts(role, { hosts, vars, facts: { addresses }, secrets: { key: 'k' } });
    if (bare === undefined) return [];
    return role.resources({ ...bare, platform: platformOf('n1', bare.facts) });
  });
}

/** Steps that there really are, by their ids: each is all that is wrong. */
const REAL = new Map(
  [...wantedOn(false, 'make_before_break'), ...wantedOn(true, 'classic')].map((resource) => [
    resource.id,
    planSteps([resource], [{}]),
  ]),
);
const steps = (...ids: readonly string[]): readonly Step[] => ids.flatMap((id) => REAL.get(id) ?? []);
const FELT = [
  'file /etc/ha.d/ldirectord.cf',
  'service ldirectord',
  `command ${STANDS_DOWN}`,
  'packages heartbeat, ldirectord and 6 more',
  'default route 192.168.6.1 eth0',
];
const NOT_FELT = ['file /etc/ha.d/ha.cf', 'file /etc/ha.d/resource.d/LVSDirector', 'service rsyslog'];

describe('before a director is changed', () => {
  const both = places('lo', 'eth0');

  it('goes by names that steps really have', () => {
    expect([...FELT, ...NOT_FELT, `command ${TO_CLASSIC}`].filter((id) => !REAL.has(id))).toEqual([]);
  });

  it('hands its duties over where its service would feel it', () => {
    for (const id of FELT) expect(actBefore(both, 0, id), id).toBe('n1 hands its duties over to n2');
    for (const id of NOT_FELT) expect(actBefore(both, 0, id), id).toBeUndefined();
  });

  it('says why, how long that takes, and that the duties stay with the other', () => {
    const [n1, n2] = both as [Place, Place];
    const two = steps('service rsyslog', 'service ldirectord');
    expect(handOver.before?.({ ...n1, steps: two, places: [n1, n2] })?.note).toBe(
      'because clients would notice service ldirectord; it takes about 15 s (90 s at most), and no request fails. ' +
        'n2 stays active; umctl switchover --to n1 makes n1 active again',
    );
  });

  it('hands nothing over where two have the duties: one of them gives them up', () => {
    const [n1, n2] = both as [Place, Place];
    expect(actBefore([n1, { ...n2, active: true }], 0, 'service ldirectord')).toBeUndefined();
  });

  it('hands over to a director that is of this kind, and to no real server', () => {
    const felt = 'file /etc/ha.d/ldirectord.cf';
    const [n1, n2] = both as [Place, Place];
    const real = { ...n2, host: { ...n2.host, name: 'r1', groups: ['all', 'real_servers'] } };
    expect(actBefore([n1, real, n2], 0, felt)).toBe('n1 hands its duties over to n2');
    expect(actBefore([n1, real], 0, felt)).toBeUndefined();
    // A director that joins has not been prepared yet.
    expect(actBefore([n1, { ...n2, facts: { ...n2.facts, addresses: [] } }], 0, felt)).toBeUndefined();
  });

  it('goes without where the other is not ready, which both are asked', () => {
    const [n1, n2] = both as [Place, Place];
    const act = handOver.before?.({ ...n1, steps: steps('service ldirectord'), places: [n1, n2] });
    expect(act?.optional).toBe(true);
    expect(act?.preconditions.map(({ name }) => name)).toEqual([
      'n1: heartbeat hands over with LVSDirector',
      'n2: runs heartbeat, to take over',
      'n2: has finished the last hand-over',
      'n1: hears heartbeat of n2',
      'n2: hears heartbeat of n1',
    ]);
    expect(act?.preconditions[3]?.failure({ n1: printed('dead\n', 1) })).toBe('dead');
    // On the way from classic: the address is on lo, and heartbeat has not been told yet.
    expect(act?.preconditions[0]?.failure({ n1: printed('', 1) })).toBe('its haresources does not use LVSDirector yet');
    expect(act?.preconditions[0]?.failure({ n1: printed('', 0) })).toBeUndefined();
  });

  it('does nothing of the kind where it has no duties', () => {
    expect(actBefore(both, 1, 'file /etc/ha.d/ldirectord.cf')).toBeUndefined();
  });

  it('does not where that is done the classic way, or is about to be', () => {
    expect(actBefore(places('eth0'), 0, 'file /etc/ha.d/ldirectord.cf')).toBeUndefined();
    expect(actBefore(both, 0, 'service ldirectord', `command ${TO_CLASSIC}`)).toBeUndefined();
  });
});

describe('what is left behind', () => {
  const [from, to] = places('lo', 'eth0') as [Place, Place];
  const failed = (hosts: readonly string[], complaint: string) =>
    leavesBehind(from, to)({ name: 'check', hosts, complaint, evidence: [], milliseconds: 0 });

  it('keeps nobody from leaving: the service of the director that is left, and other nodes', () => {
    expect(failed(['n1'], 'ldirectord does not run')).toBe(true);
    expect(failed(['n2'], '192.168.6.2:80 of 192.168.6.240:80 does not answer its check: 502')).toBe(true);
    expect(failed(['n1', 'n2'], 'n1: TCP 192.168.6.240:80 lacks the real server 192.168.6.2:80')).toBe(true);
    expect(failed(['n3'], 'is sick')).toBe(true);
  });

  it('is not what is wrong with the successor, or with whom nobody knows', () => {
    expect(failed(['n2'], 'ldirectord does not run')).toBe(false);
    expect(failed(['n2'], '192.168.6.20:80 does not answer')).toBe(false);
    expect(failed(['n2'], '192.168.6.2:80 does not answer; 192.168.6.3:80 does not answer')).toBe(false);
    expect(failed(['n1', 'n2'], '2 nodes answer')).toBe(false);
  });
});

describe('a hand-over is through', () => {
  it('when the successor alone is active and nobody is at work on it', () => {
    expect(settledComplaint({ n1: printed('standby\n'), n2: printed('active\n') }, 'n2')).toBeUndefined();
    expect(settledComplaint({ n1: printed('active\n'), n2: printed('standby\n') }, 'n2')).toBe(
      'n1 still has the virtual address',
    );
    expect(settledComplaint({ n1: printed('active\n'), n2: printed('active\n') }, 'n2')).toMatch(/^n1 and n2 have/);
    expect(settledComplaint({ n1: printed('standby\nbusy\n'), n2: printed('active\nbusy\n') }, 'n2')).toBe(
      'the hand-over is still under way on n1 and n2',
    );
  });
});
