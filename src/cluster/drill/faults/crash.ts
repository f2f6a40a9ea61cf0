import { sh } from '../../../core/sh.ts';
import type { Fault } from '../../ports/fault.ts';
import { fail } from '../shell.ts';

/**
 * The reset button, by the kernel's SysRq `b` (Documentation/admin-guide/sysrq.rst: reboots at once, without syncing or
 * unmounting disks): nothing is written, nobody is told. A second later, so that the host can answer before it.
 */
export const crash: Fault = {
  name: 'crash',
  describe: ({ node }) => `${node.name} is reset without warning (SysRq b): what is not on its disks is lost`,
  strikes: 'the active director',
  needs: () => sh`${fail}
[ -w /proc/sysrq-trigger ] || fail "this kernel has no SysRq, or its trigger may not be written to"
command -v setsid >/dev/null 2>&1 || fail "setsid is not installed here"`,
  inject: () => sh`echo 1 > /proc/sys/kernel/sysrq
setsid sh -c 'sleep 1; echo b > /proc/sysrq-trigger' </dev/null >/dev/null 2>&1 &`,
  strikesAfter: 1,
  leaves: ({ node }) => `${node.name} was crashed, which cannot be undone: see that it boots, then run umctl verify`,
  moves: true,
  destructive: true,
  limits: ({ deadtime }) => ({ recovery: deadtime + 3 }),
};
