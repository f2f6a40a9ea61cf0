import { describe, expect, it } from 'vitest';
import { arpComplaint, checks } from '../../../../roles/realserver/checks.ts';
import role from '../../../../roles/realserver/role.ts';
import { parseArping } from '../../../../src/cluster/model/arping.ts';
import type { SegmentVars } from '../../../../src/cluster/model/segment-vars.ts';
import { context, HOSTS } from '../cluster.ts';
import { fixture, printed } from '../fixture.ts';

const VIP = '192.168.6.240';
const heard = printed(fixture('arping/answered'));
const silent = printed(fixture('arping/silent'), 1);
const second = printed(fixture('arping/second'));

describe('who answers ARP', () => {
  it('reads hardware addresses, each once', () => {
    expect([...parseArping(fixture('arping/answered'))]).toEqual(['02:4c:41:42:00:02']);
    expect([...parseArping(fixture('arping/silent'))]).toEqual([]);
  });

  it('is exactly one node', () => {
    expect(arpComplaint({ n1: silent, n2: heard }, VIP)).toBeUndefined();
    expect(arpComplaint({ n1: silent, n2: heard, n3: heard }, VIP)).toBeUndefined();
    expect(arpComplaint({ n1: silent, n2: silent }, VIP)).toBe(`no node answers for ${VIP}`);
    expect(arpComplaint({ n1: second, n2: heard }, VIP)).toMatch(/^2 nodes answer for .*02:4c:41:42:00:03/);
  });

  it('is unknown when arping does not work', () => {
    const missing = { code: 127, stdout: '', stderr: 'sh: arping: not found' };
    expect(arpComplaint({ n1: heard, n2: missing }, VIP)).toBe(
      'not known: n2 without arping, which the role packages installs',
    );
    const broken = { code: 2, stdout: '', stderr: 'arping: interface "eth9" not found' };
    expect(arpComplaint({ n1: heard, n2: broken }, VIP)).toBe(`arping failed on n2: ${broken.stderr}`);
  });
});

describe('the virtual address on a node', () => {
  const [holds] = checks(context<SegmentVars>(role));
  const complaint = (stdout: string) => holds?.failure({ n1: printed(stdout) });

  it.each(['active', 'standby', 'returned'])('is where it should be: %s', (name) => {
    expect(complaint(fixture(`addresses/${name}`))).toBeUndefined();
  });

  it.each(['br+0', 'br-lan.2'])('is on %s, by exactly that name', (device) => {
    const [onIt] = checks(context<SegmentVars>(role, { vars: { interface: device } }));
    const active = (name: string) =>
      fixture('addresses/active')
        .replaceAll('eth0', name)
        .replaceAll(/^\d+: lo .*$/gm, '');
    expect(onIt?.failure({ n1: printed(active(device)) })).toBeUndefined();
    expect(onIt?.failure({ n1: printed(active(device.replace(/[+.]/, 'r'))) })).toMatch(/neither lo/);
  });

  it('is on lo of a real server that is no director, wherever else it is', () => {
    const [n1, n2] = HOSTS.map((host, i) => (i === 0 ? { ...host, groups: ['all', 'real_servers'] } : host));
    const [onLo] = checks(context<SegmentVars>(role, { hosts: [n1, n2].flatMap((host) => host ?? []) }));
    const active = fixture('addresses/active').replaceAll(/^\d+: lo .*$/gm, '');
    expect(onLo?.failure({ n1: printed(active) })).toBe(`lo does not have ${VIP}/32 (as lo:0)`);
    expect(onLo?.failure({ n1: printed(fixture('addresses/standby')) })).toBeUndefined();
  });

  it('is missing, or on an interface that is not the cluster’s', () => {
    expect(complaint('')).toMatch(/neither lo/);
    expect(complaint(fixture('addresses/active').replace('eth0', 'eth1'))).toMatch(/neither lo/);
  });
});
