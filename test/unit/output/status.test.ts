import { describe, expect, test } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import { columnsOf } from '../../../src/cluster/status/columns.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { formatStatus } from '../../../src/output/status.ts';
import { statusChanges } from '../../../src/output/status-changes.ts';
import { ACTIVE_TOO, down, heard, limitedTo, MAC, STANDBY_TOO, status } from '../cluster/status/cluster.ts';

const lines = (...of: Parameters<typeof status>) =>
  formatStatus(status(...of), { columns: columnsOf(playbook.domain.stack), paint: uncoloured });
const text = (...of: Parameters<typeof status>) => lines(...of).join('\n');
const NO_ARPING = { code: 127, stdout: '', stderr: 'sh: 1: eval: arping: not found' };

describe('a status for people', () => {
  test('is a picture of the cluster', () => {
    expect(text({}, {}, { from: 'classic' })).toBe(
      `192.168.6.240  all is well  2026-11-29 17:00:00 UTC

active  n1 since 2026-11-29 16:48:19 UTC (30 s)
ARP     n1 (asked from n2)
drift   none: the plan is empty

HOST  ADDRESS      ROLE      STATE          HEARTBEAT           LINKS                   LDIRECTORD
n1    192.168.6.2  director  ACTIVE (eth0)  up, sees n2 active  eth0 up, /dev/ttyS0 up  running
n2    192.168.6.3  director  standby        up, sees n1 active  eth0 up, /dev/ttyS0 up  stopped

  REAL SERVER  ADDRESS          WEIGHT  ActiveConn  InActConn  PersistConn
http  TCP 192.168.6.240:80 rr
  n1           192.168.6.2:80   1       0           0          0
  n2           192.168.6.3:80   1       0           0          0
ftp  TCP 192.168.6.240:21 rr persistent 600
  n1           192.168.6.2:21   1       0           0          0
  n2           192.168.6.3:21   1       0           0          0
https  TCP 192.168.6.240:443 wlc
  n1           192.168.6.2:443  1       0           0          0
  n2           192.168.6.3:443  1       0           0          0`,
    );
  });

  test('begins with what is wrong', () => {
    expect(lines({ arp: heard(MAC.n2) }, ACTIVE_TOO).slice(0, 2)).toEqual([
      '192.168.6.240  2 findings  2026-11-29 17:00:00 UTC',
      '!!! SPLIT BRAIN: n1 (eth0) and n2 (eth0) have 192.168.6.240 at the same time',
    ]);
  });

  test('marks real servers without clients, hosts that are down, and drift', () => {
    const out = (table: string) => table.replace(/.*6\.2:80.*\n/, '');
    const drift = { steps: { n1: ['file /x'] } };
    const half = text({ table: out }, {}, { ...down('n2', 'no\u001Broute'), drift });
    expect(half).toContain('  ! n2 is down: no\\x1broute; heartbeat on n1 sees it active');
    expect(half).toMatch(/n1 +192\.168\.6\.2:80 +- .*OUT: its check fails$/m);
    expect(half).toMatch(/n2 +192\.168\.6\.3:80 .*down$/m);
    expect(half).toContain('drift   n1: file /x; umctl plan shows it (not known of n2)');
  });

  test('blames no check for a real server without clients where nobody directs', () => {
    const nobody = text({ ...STANDBY_TOO, table: '', counts: '' }, { arp: '' });
    expect(nobody).toMatch(/n1 +192\.168\.6\.2:80 +- +0 +0 +0$/m);
    expect(nobody).toMatch(/^active {2}nobody$/m);
    expect(nobody).not.toContain('OUT');
  });
});

describe('a status says what is known, and what is not', () => {
  test('of a node that umctl cannot ask', () => {
    const unseen = lines({}, {}, { ...down('n1', 'connection refused'), alive: new Map([['n1', MAC.n1]]) });
    expect(unseen.slice(0, 5)).toEqual([
      '192.168.6.240  1 finding  2026-11-29 17:00:00 UTC',
      '  ! n1 is up, but umctl cannot log in: connection refused; it answers ARP for 192.168.6.240, and heartbeat on n2 sees it active',
      '',
      'active  not known; n1 by ARP',
      'ARP     n1 (asked from n2)',
    ]);
    expect(unseen.join('\n')).toMatch(/^n1 .* UNREACHABLE$/m);
    expect(unseen.join('\n')).not.toMatch(/down|nobody/);
  });

  test.each<[string, Parameters<typeof status>]>([
    ['not known: nobody could ask', [{ arp: NO_ARPING }, { arp: NO_ARPING }]],
    ['not known: n1 does not hear itself', [{}, {}, { cluster: limitedTo('n1') }]],
    ['nobody answers (asked from n1, n2)', [{}, { arp: '' }]],
  ])('of ARP: %s', (expected, of) => {
    expect(text(...of)).toContain(`\nARP     ${expected}\n`);
  });

  test('and calls well only what is known whole', () => {
    const one = lines({}, {}, { cluster: limitedTo('n1') });
    expect(one[0]).toBe('192.168.6.240  no problem found in what could be asked  2026-11-29 17:00:00 UTC');
    expect(one[1]).toMatch(/^ {2}[?] not known: who answers ARP for 192[.]168[.]6[.]240: only n1 was asked/);
  });
});

describe('in a pipe, a status is what changed', () => {
  test('first all there is, then a line a change, and nothing for connections', () => {
    const well = status();
    expect(statusChanges(undefined, well)).toContain('2026-11-29T17:00:00.000Z  active: n1');
    expect(statusChanges(well, status())).toEqual([]);
    const busier = status({ counts: (counts) => counts.replaceAll('0          0', '9          9') });
    expect(statusChanges(well, busier)).toEqual([]);
    const lowered = (table: string) => table.replace(/(6\.3:80 +Route +)1/, '$10');
    const out = status({ table: lowered }, { table: lowered });
    const at = '2026-11-29T17:00:00.000Z  ';
    expect(statusChanges(well, out)).toEqual([
      `${at}! http: n2 gets no clients: its weight is 0, so its check fails`,
      `${at}http, n2: weight 1 → weight 0`,
    ]);
    expect(statusChanges(out, well)).toContain(
      `${at}over: ! http: n2 gets no clients: its weight is 0, so its check fails`,
    );
  });
});
