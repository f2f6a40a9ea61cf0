import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';

/** Of this boot of this machine: boot id and, where it has one, machine-id(5). */
export const boot: Fact<string | undefined> = {
  id: 'boot',
  ask: sh`cat /proc/sys/kernel/random/boot_id /etc/machine-id 2>/dev/null || :`,
  parse: (output) => linesIn(output).join(' ') || undefined,
};
