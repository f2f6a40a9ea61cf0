import { describe, expect, test } from 'vitest';
import { renderRegister } from '../../../roles/ldirectord/drain/register.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { parseHeldSince } from '../../../src/status/held-since.ts';
import { exitOf } from '../../../src/status/verdict.ts';
import { HEALTHY, MAC, status, TABLE } from './cluster.ts';

const [ACTIVE, STANDBY] = HEALTHY;

describe('a cluster that is well', () => {
  const well = status(...HEALTHY);

  test('says who is active since when, and who answers ARP, as others hear it', () => {
    expect(well.active).toEqual([{ host: 'n1', since: '2026-11-23T08:00:00.000Z' }]);
    expect(well.arp).toEqual({ owners: ['n1'], heardBy: ['n2'] });
    expect([well.alarms, well.problems, exitOf(well)]).toEqual([[], [], EXIT.done]);
  });

  test('has each real server with its weight and connections', () => {
    const http = well.services.find(({ name }) => name === 'http');
    expect(http?.reals).toMatchObject([
      { name: 'n1', weight: 1, active: 3, inactive: 4 },
      { name: 'n2', weight: 1, active: 2, inactive: 5 },
    ]);
  });
});

describe('an address in two places', () => {
  test('is a split brain on two directors', () => {
    const split = status({ ...ACTIVE, hears: [MAC.n2] }, { on: 'eth0', hears: [MAC.n1] });
    expect(split.alarms).toEqual([
      'SPLIT BRAIN: n1 (eth0) and n2 (eth0) have 192.168.6.240 at the same time',
      expect.stringContaining('n2 and n1 answer ARP'),
    ]);
    expect(exitOf(split)).toBe(EXIT.split);
  });

  test('is right for as long as duties are handed over', () => {
    const moving = status({ ...ACTIVE, resources: 'all\nhands over' }, { on: 'eth0', hears: [MAC.n1] });
    expect([moving.alarms, moving.hosts[0]?.heartbeat?.resources]).toEqual([[], 'all']);
  });

  test('is none the less one while heartbeat says that it is busy, which it may say for ever', () => {
    const [one, other] = [
      { ...ACTIVE, resources: 'transition' },
      { on: 'eth0', hears: [MAC.n1] },
    ] as const;
    expect(status(one, other).alarms).toContainEqual(expect.stringMatching(/^SPLIT BRAIN/));
    expect(status({ resources: 'transition' }, {}).problems).toContainEqual(expect.stringMatching(/nobody directs$/));
  });

  test('is told of a host that nobody knows', () => {
    const taken = status({ on: 'eth0' }, { hears: ['02:00:00:00:00:99'] });
    expect(taken.alarms).toEqual([expect.stringMatching(/^ADDRESS TAKEN: 02:00:00:00:00:99, which is no node/)]);
  });

  test('is none where the one that is heard may be a node that does not answer', () => {
    const failures = new Map([['n1', { state: 'down' as const, message: 'no route' }]]);
    const unseen = status({}, { hears: [MAC.n1], peer: 'active' }, { failures });
    expect([unseen.alarms, exitOf(unseen)]).toEqual([[], EXIT.unhealthy]);
    // But one that has the address hears nobody else answer for it.
    const twice = status({}, { on: 'eth0', hears: [MAC.n1] }, { failures });
    expect(twice.alarms).toEqual([expect.stringContaining('which is no node that answers')]);
  });
});

describe('what does not work', () => {
  test('a host that is down is told as down; what follows from that is no problem of its own', () => {
    const failures = new Map([['n2', { state: 'down' as const, message: 'no route' }]]);
    const seen = { peer: 'dead', link: 'dead', table: TABLE.replaceAll(/.*192\.168\.6\.3.*\n/g, '') };
    const half = status({ ...ACTIVE, ...seen }, STANDBY, { failures });
    expect(half.hosts[1]).toMatchObject({ state: 'down', failure: 'no route', holds: [] });
    expect([half.problems, exitOf(half)]).toEqual([[], EXIT.unreachable]);
  });

  test('what a host said before it went down counts no more', () => {
    const failures = new Map([['n2', { state: 'silent' as const, message: 'no answer for 12 s' }]]);
    const before = status({ ...ACTIVE, peer: 'dead' }, { on: 'eth0', hears: ['02:00:00:00:00:99'] }, { failures });
    expect([before.alarms, before.arp.owners, exitOf(before)]).toEqual([[], [], EXIT.unreachable]);
  });

  test('links, heartbeat, duties and real servers of hosts that are up are problems', () => {
    const out = TABLE.replace(/.*192\.168\.6\.3:80.*\n/, '');
    const ill = status({ ...ACTIVE, link: 'dead', table: out }, { hears: [MAC.n1], heartbeat: 'stopped' });
    expect(ill.problems).toEqual([
      'n1: link eth0 to n2 is dead',
      'n2: heartbeat does not run',
      expect.stringMatching(/^http: n2 gets no clients: it is not in the LVS table/),
    ]);
    expect(exitOf(ill)).toBe(EXIT.unhealthy);
    expect(status({}, {}).problems).toContain('no node that answers has 192.168.6.240 on an interface: nobody directs');
  });

  test('a takeover that goes on is one only while nobody directs', () => {
    const goesOn = expect.stringMatching(/^n1: heartbeat takes resources over.*transition/);
    expect(status({ resources: 'transition' }, {}).problems).toContainEqual(goesOn);
    expect(status({ ...ACTIVE, resources: 'transition' }, { hears: [MAC.n1] }).problems).toEqual([]);
  });

  test('a drained real server is none', () => {
    const one = { address: '192.168.6.3', state: 'drained' as const, since: '2026-11-23T08:00:00Z', by: 'op', why: '' };
    const register = renderRegister({ version: 1, drained: [one] });
    const quiet = status({ ...ACTIVE, register, table: TABLE.replaceAll(/(6\.3:\d+ +Route +)1/g, '$10') }, STANDBY);
    expect([quiet.problems, quiet.drained]).toEqual([[], [{ ...one, name: 'n2' }]]);
  });
});

test('an address counts from when it came to a real interface', () => {
  expect(parseHeldSince('lo:0 900\neth0 12\n')).toBe(12);
  expect(parseHeldSince('lo 900\n')).toBeUndefined();
  expect(parseHeldSince('')).toBeUndefined();
});
