import { describe, expect, test } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { notYetSending } from '../../../../src/cluster/drain/checks.ts';
import { connectionsLeft, stillSending } from '../../../../src/cluster/drain/left.ts';
import { refuseOutage } from '../../../../src/cluster/drain/refuse.ts';
import { renderRegister } from '../../../../src/cluster/drain/register.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context, EXAMPLE } from '../../roles/cluster.ts';
import { COUNTS, MARKED } from '../ipvs/table-of-counts.ts';

const said = (duty: 'active' | 'standby', rest: string) => ({ code: 0, stdout: `${duty}\n${rest}`, stderr: '' });
const n2 = ['192.168.6.3'];

describe('what a drain waits for', () => {
  test('no director sends new connections, the standby included', () => {
    expect(stillSending({ n1: said('active', COUNTS), n2: said('standby', '') }, n2)).toBeUndefined();
    expect(stillSending({ n1: said('active', COUNTS), n2: said('standby', COUNTS + MARKED) }, n2)).toBe(
      'n2 still sends clients to 192.168.6.3:0 (weight 2)',
    );
    expect(stillSending({ n1: said('active', COUNTS) }, ['192.168.6.2'])).toContain('192.168.6.2:80 (weight 1)');
  });

  test('connections end on whichever director directs', () => {
    const all = wantedTable(context<LdirectordVars>(role));
    const left = (answers: Parameters<typeof connectionsLeft>[0], persistent = false) =>
      connectionsLeft(answers, { all, vars: { interface: 'eth0' }, addresses: n2, persistent });
    expect(left({ n1: said('active', COUNTS), n2: said('standby', '') })).toBe('connections left: http 3, ftp 1');
    expect(left({ n1: said('standby', COUNTS), n2: said('active', '') })).toBeUndefined();
    expect(left({ n1: said('active', COUNTS) }, true)).toContain('ftp 2 persistent (they may come back for 600 s)');
    expect(left({ n1: said('standby', COUNTS), n2: said('standby', '') })).toContain('no director has the virtual');
    expect(left({ n1: said('active', COUNTS + MARKED) })).toContain('still sends clients');
  });

  test('a real server is back when the active director sends it clients', () => {
    expect(notYetSending({ n1: said('active', COUNTS) }, n2, { interface: 'eth0' })).toContain(
      'does it answer its check?',
    );
    expect(
      notYetSending({ n1: said('standby', COUNTS), n2: said('active', '') }, n2, { interface: 'eth0' }),
    ).toBeUndefined();
    expect(notYetSending({ n1: said('active', COUNTS) }, ['192.168.6.2'], { interface: 'eth0' })).toBeUndefined();
  });
});

describe('a drain is refused', () => {
  const [http] = EXAMPLE.virtual_services;
  const drained = (...addresses: readonly string[]) =>
    renderRegister({
      version: 1,
      drained: addresses.map((address) => ({ address, state: 'drained', since: '', by: '', why: '' })),
    });
  const refusals = (
    addresses: readonly string[],
    { table = '', vars = {} }: { table?: string; vars?: object } = {},
  ) => {
    const cluster = context<LdirectordVars>(role, { vars, recalled: { n1: drained(...addresses) } });
    return refuseOutage(wantedTable(cluster), {
      context: cluster,
      addresses: n2,
      tables: new Map([['n1', `active\n${table}`]]),
    });
  };

  test('where it is the last real server of a service, by the inventory and what is drained already', () => {
    expect(refusals(n2)).toEqual([]);
    const [first] = refusals(['192.168.6.2', ...n2]);
    expect(first?.path).toEqual(['virtual_services', 0]);
    expect(first?.message).toMatch(/^n2 cannot be drained: http would have no real server left/);
  });

  test('where no other gets clients just now', () => {
    expect(refusals(n2, { table: COUNTS })).toEqual([]);
    const alone = COUNTS.replace(/^.*192\.168\.6\.2:80.*\n/m, '');
    expect(refusals(n2, { table: alone }).map(({ message }) => message)).toEqual([
      expect.stringContaining('no other real server of http gets clients just now'),
    ]);
  });

  test('where the scheduler would refuse the clients of that real server', () => {
    const reasons = (scheduler: string, schedflags?: readonly string[]) =>
      refusals(n2, { vars: { virtual_services: [{ ...http, scheduler, ...(schedflags && { schedflags }) }] } });
    expect(reasons('sh')[0]?.message).toContain('add schedflags: [sh-fallback]');
    expect(reasons('mh')[0]?.message).toContain('add schedflags: [mh-fallback]');
    expect(reasons('dh')).toHaveLength(1);
    expect(reasons('sh', ['sh-fallback'])).toEqual([]);
    expect(reasons('wlc')).toEqual([]);
  });
});
