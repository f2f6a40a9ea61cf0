import { describe, expect, test } from 'vitest';
import { uncoloured } from '../../../src/output/paint.ts';
import { formatStatus } from '../../../src/output/status.ts';
import { statusChanges } from '../../../src/output/status-changes.ts';
import { HEALTHY, MAC, status, TABLE } from '../status/cluster.ts';

const [ACTIVE] = HEALTHY;
const text = (...of: Parameters<typeof status>) => formatStatus(status(...of), uncoloured).join('\n');

describe('a status for people', () => {
  test('is a picture of the cluster', () => {
    expect(text(...HEALTHY)).toBe(
      `192.168.6.240  all is well  2026-11-23 08:12:34 UTC

active  n1 since 2026-11-23 08:00:00 UTC (12 min 34 s)
ARP     n1 (asked from n2)
drift   none: the plan is empty

HOST  ADDRESS      ROLE      STATE          HEARTBEAT           LINKS                   LDIRECTORD
n1    192.168.6.2  director  ACTIVE (eth0)  up, sees n2 active  eth0 up, /dev/ttyS0 up  running
n2    192.168.6.3  director  standby        up, sees n1 active  eth0 up, /dev/ttyS0 up  stopped

  REAL SERVER  ADDRESS         WEIGHT  ActiveConn  InActConn  PersistConn
http  TCP 192.168.6.240:80 rr
  n1           192.168.6.2:80  1       3           4          0
  n2           192.168.6.3:80  1       2           5          0
ftp  TCP 192.168.6.240:21 rr persistent 600
  n1           192.168.6.2:21  1       0           0          0
  n2           192.168.6.3:21  1       0           0          0`,
    );
  });

  test('begins with what is wrong', () => {
    const split = text({ ...ACTIVE, hears: [MAC.n2] }, { on: 'eth0', hears: [MAC.n1] });
    expect(split.split('\n').slice(0, 2)).toEqual([
      '192.168.6.240  2 findings  2026-11-23 08:12:34 UTC',
      '!!! SPLIT BRAIN: n1 (eth0) and n2 (eth0) have 192.168.6.240 at the same time',
    ]);
  });

  test('marks real servers without clients, hosts that are down, and drift', () => {
    const failures = new Map([['n2', { state: 'down' as const, message: 'no\u001Broute' }]]);
    const half = text(
      { ...ACTIVE, table: TABLE.replace(/.*6\.2:80.*\n/, '') },
      {},
      { failures, drift: { steps: { n1: ['file /x'] } } },
    );
    expect(half).toContain('  ! n2 is down: no\\x1broute');
    expect(half).toMatch(/n1 +192\.168\.6\.2:80 +- .*OUT: its check fails$/m);
    expect(half).toMatch(/n2 +192\.168\.6\.3:80 .*down$/m);
    expect(half).toContain('drift   n1: file /x; umctl plan shows it (not known of n2)');
  });

  test('blames no check for a real server without clients where nobody directs', () => {
    const nobody = text({}, {});
    expect(nobody).toMatch(/n1 +192\.168\.6\.2:80 +- +0 +0 +0$/m);
    expect(nobody).not.toContain('OUT');
  });
});

describe('in a pipe, a status is what changed', () => {
  test('first all there is, then a line a change, and nothing for connections', () => {
    const well = status(...HEALTHY);
    expect(statusChanges(undefined, well)).toContain('2026-11-23T08:12:34.000Z  active: n1');
    expect(statusChanges(well, status(...HEALTHY))).toEqual([]);
    const busier = status({ ...ACTIVE, table: TABLE.replace('3          4', '9          9') }, HEALTHY[1]);
    expect(statusChanges(well, busier)).toEqual([]);
    const out = status({ ...ACTIVE, table: TABLE.replace(/(6\.3:80 +Route +)1/, '$10') }, HEALTHY[1]);
    const at = '2026-11-23T08:12:34.000Z  ';
    expect(statusChanges(well, out)).toEqual([
      `${at}! http: n2 gets no clients: its weight is 0, so its check fails`,
      `${at}http, n2: weight 1 → weight 0`,
    ]);
    expect(statusChanges(out, well)).toContain(
      `${at}over: ! http: n2 gets no clients: its weight is 0, so its check fails`,
    );
  });
});
