import { describe, expect, it } from 'vitest';
import { tableComplaint } from '../../../../roles/ldirectord/checks.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { parseIpvsadm } from '../../../../src/cluster/ipvs/table.ts';
import { differences, wantedTable } from '../../../../src/cluster/services/table.ts';
import { context } from '../cluster.ts';
import { fixture, printed } from '../fixture.ts';

const check = { type: 'connect' };
const [http, https, ftp] = [
  { name: 'http', port: 80, scheduler: 'rr', check },
  { name: 'https', port: 443, scheduler: 'wlc', check },
  { name: 'ftp', port: 21, scheduler: 'rr', persistent: 600, check },
];
const cluster = (...services: readonly object[]) =>
  context<LdirectordVars>(role, { vars: { virtual_services: services } });
const compare = (found: string, ...services: readonly object[]) =>
  differences(wantedTable(cluster(...services)), parseIpvsadm(fixture(`ipvsadm/${found}`)));

describe('the LVS table', () => {
  it('is the inventory, in whatever order', () => {
    expect(compare('active', https, ftp, http)).toEqual([]);
  });

  it('lacks real servers that do not answer', () => {
    expect(compare('one-down', http, https, ftp)).toEqual([
      'TCP 192.168.6.240:80 lacks the real server 192.168.6.3:80',
      'TCP 192.168.6.240:443 lacks the real server 192.168.6.3:443',
      'TCP 192.168.6.240:21 lacks the real server 192.168.6.3:21',
    ]);
  });

  it('may differ in everything that the inventory says', () => {
    const more = { name: 'imap', port: 143, check };
    const other = { ...http, scheduler: 'wrr', persistent: 5, forwarding: 'ipip' };
    expect(compare('active', other, ftp, more)).toEqual([
      'TCP 192.168.6.240:80 is rr, wanted wrr persistent 5',
      'TCP 192.168.6.240:80 has 192.168.6.2:80 as Route with weight 1, wanted Tunnel with weight 1',
      'TCP 192.168.6.240:80 has 192.168.6.3:80 as Route with weight 1, wanted Tunnel with weight 1',
      'there is no virtual service TCP 192.168.6.240:143',
      'the virtual service TCP 192.168.6.240:443 is not in the inventory',
    ]);
  });

  it('holds no other real servers, but a quiescent one is out of service', () => {
    const only = { ...http, nodes: false, real_servers: [{ address: '192.168.6.2' }] };
    expect(compare('active', only, https, ftp)).toEqual([
      'TCP 192.168.6.240:80 sends clients to 192.168.6.3:80, which is not one of its real servers',
    ]);
    const quiescent = fixture('ipvsadm/active').replace(/(192\.168\.6\.3:80 +Route +)1/, '$10');
    expect(differences(wantedTable(cluster(only, https, ftp)), parseIpvsadm(quiescent))).toEqual([]);
  });

  it('reads flags as ipvsadm prints them', () => {
    const nodes = { nodes: false, check };
    const services = [
      {
        ...{ ...nodes, name: 'sh', port: 80, scheduler: 'sh', schedflags: ['sh-fallback', 'sh-port'] },
        ...{ persistent: 300, netmask: '255.255.255.0', real_servers: [{ address: '192.168.6.2', weight: 3 }] },
      },
      {
        ...{ ...nodes, name: 'dns', port: 53, protocol: 'udp', scheduler: 'rr', ops: true },
        real_servers: [{ address: '192.168.6.9', port: 5353, forwarding: 'masq' }],
      },
      {
        ...{ ...nodes, name: 'marked', fwmark: 7, scheduler: 'wlc', persistent: 60, netmask: '255.255.255.255' },
        real_servers: [
          { address: '192.168.6.2', weight: 0 },
          { address: '10.9.9.9', forwarding: 'ipip', weight: 2 },
        ],
      },
      {
        ...{ ...nodes, name: 'off', port: 443, scheduler: 'mh', schedflags: ['mh-port'] },
        ...{ check: { type: 'off' }, real_servers: [{ address: '192.168.6.2' }] },
      },
    ];
    expect(compare('flags', ...services)).toEqual([]);
  });

  it('has flags of a scheduler in whatever order and however often they are given', () => {
    const hashed = (...schedflags: readonly string[]) =>
      wantedTable(
        cluster({ ...http, scheduler: 'sh', schedflags, nodes: false, real_servers: [{ address: '192.168.6.2' }] }),
      );
    const printed = (flags: string) =>
      parseIpvsadm(
        `TCP  192.168.6.240:80 sh (${flags})\n  -> 192.168.6.2:80               Route   1      0          0\n`,
      );
    for (const given of [hashed('sh-port', 'sh-fallback'), hashed('sh-fallback', 'sh-port', 'sh-port')])
      for (const found of ['sh-fallback,sh-port', 'sh-port,sh-fallback'])
        expect(differences(given, printed(found))).toEqual([]);
    expect(differences(hashed('sh-port'), printed('sh-fallback,sh-port'))).toEqual([
      'TCP 192.168.6.240:80 is sh (sh-fallback,sh-port), wanted sh (sh-port)',
    ]);
  });

  it('has the director’s own entry as Local, where the kernel is that of EL 5 or 6', () => {
    const wanted = wantedTable(cluster({ ...http, nodes: false, real_servers: [{ address: '192.168.6.2' }] }));
    const found = (weight: number) =>
      parseIpvsadm(`TCP  192.168.6.240:80 rr\n  -> 192.168.6.2:80               Local   ${weight}      0          0\n`);
    expect(differences(wanted, found(1))).toEqual([]);
    expect(differences(wanted, found(0))).toEqual([
      'TCP 192.168.6.240:80 has 192.168.6.2:80 as Local with weight 0, wanted Route with weight 1',
    ]);
  });

  it('is empty on the standby', () => {
    const answers = (standby: string) => ({
      n1: printed(`active\n${fixture('ipvsadm/active')}`),
      n2: printed(`standby\n${fixture(`ipvsadm/${standby}`)}`),
    });
    const wanted = cluster(http, https, ftp);
    expect(tableComplaint(answers('empty'), wanted)).toBeUndefined();
    expect(tableComplaint(answers('active'), wanted)).toMatch(
      /^n2: the virtual service TCP 192\.168\.6\.240:21 is not/,
    );
    expect(tableComplaint({ n1: printed('active', 127) }, wanted)).toMatch(/n1: ipvsadm failed/);
  });
});
