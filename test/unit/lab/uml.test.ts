import { describe, expect, it } from 'vitest';
import { layOut } from '../../../lab/model/topology.ts';
import { kernelArguments } from '../../../lab/model/uml.ts';

const host = layOut({ nodes: 1, realServers: 0, families: ['debian'], suite: 'bookworm' })[0];
if (!host) throw new Error('a lab has a host');

describe('kernelArguments', () => {
  it('gives the kernel its disks, its tap and the first process', () => {
    const args = kernelArguments(host, { serial: false });
    expect(args).toContain('ubd0=/run/lab/n1.cow,/run/lab/bookworm.ext4');
    expect(args).toContain('ubd1r=/run/lab/n1.seed');
    expect(args.find((arg) => arg.startsWith('vec0:'))).toContain('ifname=tap-n1,');
    expect(args).toContain('init=/sbin/lab-init');
  });

  it('wires the first serial line only, and only where there is one', () => {
    const lines = (serial: boolean): string[] =>
      kernelArguments(host, { serial }).filter((arg) => arg.startsWith('ssl'));
    expect(lines(true)).toEqual(['ssl0=fd:3,fd:4', 'ssl1=null', 'ssl2=null', 'ssl3=null']);
    expect(lines(false)).toEqual(['ssl=null']);
  });
});
