import { describe, expect, it } from 'vitest';
import { parseIpvsadm } from '../../../../src/cluster/ipvs/table.ts';
import { fixture } from '../../roles/fixture.ts';

describe('parseIpvsadm', () => {
  it('reads the table of an active director', () => {
    const reals = (port: number) =>
      ['192.168.6.2', '192.168.6.3'].map((address) => ({
        address: `${address}:${port}`,
        forwarding: 'Route',
        weight: 1,
      }));
    expect(parseIpvsadm(fixture('ipvsadm/active'))).toEqual([
      { key: 'TCP 192.168.6.240:21', scheduler: 'rr', flags: ['persistent 600'], reals: reals(21) },
      { key: 'TCP 192.168.6.240:80', scheduler: 'rr', flags: [], reals: reals(80) },
      { key: 'TCP 192.168.6.240:443', scheduler: 'wlc', flags: [], reals: reals(443) },
    ]);
  });

  it('reads an empty table', () => {
    expect(parseIpvsadm(fixture('ipvsadm/empty'))).toEqual([]);
  });

  it('reads flags, firewall marks, udp, and every way of forwarding', () => {
    const table = parseIpvsadm(fixture('ipvsadm/flags'));
    expect(table.map(({ key, scheduler, flags }) => [key, scheduler, ...flags])).toEqual([
      ['TCP 192.168.6.240:80', 'sh', '(sh-fallback,sh-port)', 'mask 255.255.255.0', 'persistent 300'],
      ['TCP 192.168.6.240:443', 'mh', '(mh-port)'],
      ['UDP 192.168.6.240:53', 'rr', 'ops'],
      ['FWM 7', 'wlc', 'persistent 60'],
    ]);
    expect(table.flatMap(({ reals }) => reals)).toEqual([
      { address: '192.168.6.2:80', forwarding: 'Route', weight: 3 },
      { address: '192.168.6.9:5353', forwarding: 'Masq', weight: 1 },
      { address: '192.168.6.2:0', forwarding: 'Route', weight: 0 },
      { address: '10.9.9.9:0', forwarding: 'Tunnel', weight: 2 },
    ]);
  });
});
