import { describe, expect, it } from 'vitest';
import { parseArping } from '../../../../roles/realserver/arping.ts';
import { arpComplaint, checks } from '../../../../roles/realserver/checks.ts';
import role from '../../../../roles/realserver/role.ts';
import type { SegmentVars } from '../../../../roles/vars/segment.ts';
import { context } from '../cluster.ts';
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
    const broken = { code: 127, stdout: '', stderr: 'sh: arping: not found' };
    expect(arpComplaint({ n1: heard, n2: broken }, VIP)).toBe('arping failed on n2: sh: arping: not found');
  });
});

describe('the virtual address on a node', () => {
  const [holds] = checks(context<SegmentVars>(role));
  const complaint = (stdout: string) => holds?.complaint({ n1: printed(stdout) });

  it.each(['active', 'standby', 'returned'])('is where it should be: %s', (name) => {
    expect(complaint(fixture(`addresses/${name}`))).toBeUndefined();
  });

  it('is missing, or on an interface that is not the cluster’s', () => {
    expect(complaint('')).toMatch(/neither lo/);
    expect(complaint(fixture('addresses/active').replace('eth0', 'eth1'))).toMatch(/neither lo/);
  });
});
