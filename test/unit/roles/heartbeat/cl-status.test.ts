import { describe, expect, it } from 'vitest';
import { linksComplaint, parseLinks } from '../../../../roles/heartbeat/cl-status.ts';
import { fixture, printed } from '../fixture.ts';

const complaint = (name: string) => linksComplaint(printed(fixture(`hblinks/${name}`)));

describe('heartbeat links', () => {
  it('are read one a line', () => {
    expect(parseLinks(fixture('hblinks/up'))).toEqual([
      { node: 'n2', link: 'eth0', status: 'up' },
      { node: 'n2', link: '/dev/ttyS0', status: 'up' },
    ]);
  });

  it('are alive, or each is named', () => {
    expect(complaint('up')).toBeUndefined();
    expect(complaint('peer-stopped')).toBe('eth0 to n2: dead; /dev/ttyS0 to n2: dead');
    expect(complaint('not-running')).toMatch(/eth0 to n2: .*Cannot signon with heartbeat/);
  });

  it('are unknown when cl_status says nothing', () => {
    expect(linksComplaint(printed('n2 eth0 \n'))).toBe('eth0 to n2: unknown');
  });
});
