import { describe, expect, test } from 'vitest';
import { exitOf } from '../../../../src/cluster/status/verdict.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { ACTIVE_TOO, down, heard, limitedTo, MAC, status } from './cluster.ts';

const NO_ARPING = { code: 127, stdout: '', stderr: 'sh: 1: eval: arping: not found' };
const alive = new Map([['n1', MAC.n1]]);

describe('a node that only ssh cannot reach', () => {
  test('is not down, and directs by all that the others know of it', () => {
    const unseen = status({}, {}, { ...down('n1', 'connection refused'), alive });
    expect(unseen.hosts[0]).toMatchObject({
      state: 'unreachable',
      failure: 'connection refused',
      seen: ['it answers ARP for 192.168.6.240', 'heartbeat on n2 sees it active'],
    });
    expect([unseen.alarms, unseen.problems, unseen.unknown]).toEqual([[], [], []]);
    expect(unseen.arp.owners).toEqual(['n1']);
    expect(exitOf(unseen)).toBe(EXIT.unreachable);
  });

  test('is known by its hardware address from its neighbours, too', () => {
    expect(status({}, {}, down('n1')).arp.owners).toEqual(['n1']);
  });

  test('as a standby is not down either', () => {
    const half = status({}, {}, { ...down('n2'), alive: new Map([['n2', MAC.n2]]) });
    expect(half.hosts[1]).toMatchObject({
      state: 'unreachable',
      seen: ['it answers ARP', 'heartbeat on n1 sees it active'],
    });
  });

  test('and whose service fails its check gets no clients for that, not for being down', () => {
    const out = (table: string) => table.replace(/.*6\.3:80.*\n/, '');
    const half = status({ table: out }, {}, { ...down('n2'), alive: new Map([['n2', MAC.n2]]) });
    expect(half.problems).toEqual([expect.stringMatching(/^http: n2 gets no clients: it is not in the LVS table/)]);
  });

  test('is down where only heartbeat has not noticed yet', () => {
    const half = status({}, {}, down('n2'));
    expect(half.hosts[1]).toMatchObject({ state: 'down', seen: ['heartbeat on n1 sees it active'] });
  });

  test('and answers for the address that another has as well, is a split brain', () => {
    const twice = status({}, { ...ACTIVE_TOO, arp: heard(MAC.n1) }, { ...down('n1'), alive });
    expect(twice.alarms).toEqual(['SPLIT BRAIN: n2 (eth0) has 192.168.6.240, and n1 answers ARP for it']);
    expect(exitOf(twice)).toBe(EXIT.split);
  });

  test('with nobody who hears it: nobody directs', () => {
    const nobody = status({}, { arp: '' }, down('n1'));
    expect(nobody.problems).toContain('no node that answers has 192.168.6.240 on an interface: no director is active');
  });

  test('with nobody who could ask for it: that is not known', () => {
    const deaf = status({}, { arp: NO_ARPING }, down('n1'));
    expect(deaf.unknown).toEqual([
      'who is active: n1 could not be asked, and may have 192.168.6.240',
      'who answers ARP for 192.168.6.240: nobody could ask',
    ]);
    expect(deaf.problems.join()).not.toMatch(/nobody (directs|answers)/);
  });
});

describe('without arping', () => {
  test('nobody is said to be silent, and who could not ask is named', () => {
    const deaf = status({ arp: NO_ARPING }, { arp: NO_ARPING });
    expect(deaf.problems).toEqual(
      ['n1', 'n2'].map(
        (name) => `${name}: cannot ask who answers ARP for 192.168.6.240 by arping: there is no such program`,
      ),
    );
    expect(deaf.unknown).toEqual(['who answers ARP for 192.168.6.240: nobody could ask']);
    expect(exitOf(deaf)).toBe(EXIT.unhealthy);
  });

  test('what arping itself says is told', () => {
    const why = { code: 2, stdout: '', stderr: 'arping: Device eth9 not available.\n' };
    expect(status({}, { arp: why }).problems).toEqual([
      expect.stringMatching(/^n2: cannot ask .* arping: Device eth9 not available[.]$/),
    ]);
  });
});

describe('--limit to one host', () => {
  test('that directs: it does not hear itself, and nobody says that nobody answers', () => {
    const one = status({}, {}, { cluster: limitedTo('n1') });
    expect([one.alarms, one.problems]).toEqual([[], []]);
    expect(one.unknown).toEqual([
      'who answers ARP for 192.168.6.240: only n1 was asked, which does not hear itself',
      'how n2 is: --limit leaves it out',
    ]);
    expect(exitOf(one)).toBe(EXIT.done);
  });

  test('that stands by: who was left out is no stranger, and nobody says that nobody directs', () => {
    const one = status({}, {}, { cluster: limitedTo('n2') });
    expect([one.alarms, one.problems, one.arp.owners]).toEqual([[], [], ['n1']]);
    expect(one.unknown).toEqual(['how n1 is: --limit leaves it out']);
    expect(exitOf(one)).toBe(EXIT.done);
  });
});
