import { describe, expect, test } from 'vitest';
import { renderRegister } from '../../../../src/cluster/drain/register.ts';
import { exitOf } from '../../../../src/cluster/status/verdict.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { ACTIVE_TOO, down, heard, MAC, STANDBY_TOO, status } from './cluster.ts';

describe.each(['classic', 'make-before-break'] as const)('a cluster that is well: %s', (from) => {
  const well = status({}, {}, { from });

  test('says who is active since when, and who answers ARP, as others hear it', () => {
    expect(well.active).toEqual([{ host: 'n1', since: '2026-11-29T16:48:19.000Z' }]);
    expect(well.arp).toEqual({ owners: ['n1'], heardBy: ['n2'], askedFrom: ['n1', 'n2'], deaf: [] });
    expect([well.alarms, well.problems, well.unknown, exitOf(well)]).toEqual([[], [], [], EXIT.done]);
  });

  test('has each real server with its weight and connections', () => {
    const busy = (text: string) => text.replaceAll(/(6\.[23]:80 +1 +0 +)0 +0/g, '$13          4');
    const http = status({ counts: busy }, {}, { from }).services.find(({ name }) => name === 'http');
    expect(http?.reals).toMatchObject([
      { name: 'n1', weight: 1, active: 3, inactive: 4 },
      { name: 'n2', weight: 1, active: 3, inactive: 4 },
    ]);
  });

  test('since when is one moment, however late the answers are put together', () => {
    const later = status({}, {}, { from, now: new Date('2026-11-29T17:04:00.000Z') });
    expect(later.active).toEqual(well.active);
  });
});

describe('an address in two places', () => {
  test('is a split brain on two directors', () => {
    const split = status({ arp: heard(MAC.n2) }, ACTIVE_TOO);
    expect(split.alarms).toEqual([
      'SPLIT BRAIN: n1 (eth0) and n2 (eth0) have 192.168.6.240 at the same time',
      expect.stringContaining('n2 and n1 answer ARP'),
    ]);
    expect(exitOf(split)).toBe(EXIT.split);
  });

  test('is right for as long as duties are handed over', () => {
    const moving = status({ resources: 'all\nhands over\n' }, ACTIVE_TOO);
    expect([moving.alarms, moving.hosts[0]?.['heartbeat']]).toMatchObject([[], { resources: 'all' }]);
  });

  test('is none the less one while heartbeat says that it is busy, which it may say for ever', () => {
    expect(status({ resources: 'transition\n' }, ACTIVE_TOO).alarms).toContainEqual(
      expect.stringMatching(/^SPLIT BRAIN/),
    );
  });

  test('is told of a host that nobody knows', () => {
    const taken = status({}, { arp: heard('02:00:00:00:00:99') });
    expect(taken.alarms).toEqual([expect.stringMatching(/^ADDRESS TAKEN: 02:00:00:00:00:99, which is no node/)]);
  });
});

describe('what does not work', () => {
  test('a host that is down is told as down; what follows from that is no problem of its own', () => {
    const dead = (text: string) => text.replaceAll(/(active|up)$/gm, 'dead');
    const without = (text: string) => text.replaceAll(/.*192\.168\.6\.3.*\n/g, '');
    const half = status({ peers: dead, links: dead, table: without }, {}, down('n2'));
    expect(half.hosts[1]).toMatchObject({ state: 'down', failure: 'no route', holds: [] });
    expect([half.problems, exitOf(half)]).toEqual([[], EXIT.unreachable]);
  });

  test('what a host said before it went down counts no more', () => {
    const failures = new Map([['n2', { state: 'silent' as const, message: 'no answer for 12 s' }]]);
    const before = status({}, { ...ACTIVE_TOO, arp: heard('02:00:00:00:00:99') }, { failures });
    expect([before.alarms, before.arp.owners, exitOf(before)]).toEqual([[], [], EXIT.unreachable]);
  });

  test('links, heartbeat, duties and real servers of hosts that are up are problems', () => {
    const out = (text: string) => text.replace(/.*192\.168\.6\.3:80.*\n/, '');
    const ill = status({ links: 'n2 eth0 dead\nn2 /dev/ttyS0 up\n', table: out }, {}, { from: 'classic' });
    expect(ill.problems).toEqual([
      'n1: link eth0 to n2 is dead',
      'http: n2 gets no clients: it is not in the LVS table, so its check fails',
    ]);
    expect(exitOf(ill)).toBe(EXIT.unhealthy);
    expect(status(STANDBY_TOO, { arp: '' }).problems).toEqual([
      'no node that answers has 192.168.6.240 on an interface: no director is active',
      'nobody answers ARP for 192.168.6.240',
    ]);
  });

  test('a heartbeat that was stopped is one', () => {
    const stopped = status({}, {}, { from: 'heartbeat-stopped' });
    expect(stopped.problems).toContain('n2: heartbeat does not run');
    expect(stopped.hosts[1]?.['heartbeat']).toEqual({ running: false, resources: 'none', peers: [], links: [] });
  });

  test('a takeover that goes on is one only while nobody directs', () => {
    const goesOn = expect.stringMatching(/^n1: heartbeat is taking over.*transition/);
    expect(status({ ...STANDBY_TOO, resources: 'transition\n' }).problems).toContainEqual(goesOn);
    expect(status({ resources: 'transition\n' }).problems).toEqual([]);
  });

  test('a drained real server is none', () => {
    const one = { address: '192.168.6.3', state: 'drained' as const, since: '2026-11-23T08:00:00Z', by: 'op', why: '' };
    const register = renderRegister({ version: 1, drained: [one] });
    const table = (text: string) => text.replaceAll(/(6\.3:\d+ +Route +)1/g, '$10');
    const quiet = status({ register, table }, { table });
    expect([quiet.problems, quiet.drained]).toEqual([[], [{ ...one, name: 'n2' }]]);
  });
});
