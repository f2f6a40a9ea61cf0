import type { Fact } from '../../../core/fact.ts';
import { sh } from '../../../core/sh.ts';
import { tidy } from '../../../core/tidy.ts';

/** Whether the kernel has the `hidden` setting of interfaces (a patch to Linux 2.2 and 2.4). */
export const hiddenArp: Fact<boolean> = {
  id: 'hiddenArp',
  ask: tidy(sh`[ -e /proc/sys/net/ipv4/conf/all/hidden ]`),
  parse: ({ code }) => code === 0,
  before: 'interfaces',
  show: (has) => (has ? [{ name: 'ARP', values: ["the kernel has 'hidden'"] }] : []),
};
