import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** Network interfaces by name; unset where the host does not say (no /sys). */
export const interfaces: Fact<readonly string[] | undefined> = {
  id: 'interfaces',
  // In a directory of the kernel's: /sys/class/net may hold files, as bonding_masters.
  ask: tidy(sh`for i in /sys/class/net/*; do if [ -d "$i" ]; then echo "\${i##*/}"; fi; done`),
  parse(output) {
    const names = linesIn(output);
    return names.length === 0 ? undefined : names;
  },
};
