import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** Of this boot of this machine: boot id and, where it has one, machine-id(5). */
export const boot: Fact<string | undefined> = {
  id: 'boot',
  ask: tidy(sh`for file in /proc/sys/kernel/random/boot_id /etc/machine-id; do
  id=
  [ ! -r "$file" ] || read -r id < "$file" || :
  [ -z "$id" ] || echo "$id"
done`),
  parse: (output) => linesIn(output).join(' ') || undefined,
};
