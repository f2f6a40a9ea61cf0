import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

type Init = 'systemd' | 'sysvinit' | 'unknown';

/** The init system that runs. */
export const init: Fact<Init> = {
  id: 'init',
  ask: tidy(
    sh`if [ -d /run/systemd/system ]; then echo systemd; else read -r pid name rest < /proc/1/stat; echo "$name"; fi`,
  ),
  parse: (output) => INIT.get(linesIn(output)[0] ?? '') ?? 'unknown',
  show: (value) => [{ name: 'init', values: [value] }],
};

/** The second field of proc_pid_stat(5) for process 1; Upstart runs the scripts of System V and calls itself the same. */
const INIT: ReadonlyMap<string, Init> = new Map([
  ['systemd', 'systemd'],
  ['(init)', 'sysvinit'],
]);
