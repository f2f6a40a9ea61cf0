import type { Fact } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';

/** Whether the kernel has IPVS, loaded or loadable. */
export const ipvs: Fact<boolean> = {
  id: 'ipvs',
  ask: tidy(sh`[ -e /proc/net/ip_vs ] || modprobe -n -q ip_vs`),
  parse: ({ code }) => code === 0,
  show: (has) => [{ name: 'IPVS', values: [has ? 'yes' : 'no'], before: 'init' }],
};
