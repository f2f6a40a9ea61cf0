import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

type Selinux = 'enforcing' | 'permissive' | 'disabled';

/** What SELinux does about what its policy forbids. */
export const selinux: Fact<Selinux> = {
  id: 'selinux',
  // A kernel that could, and was given no policy, calls every process the same.
  ask: tidy(sh`for file in /sys/fs/selinux/enforce /selinux/enforce; do
  [ -e "$file" ] || continue
  [ "$(tr -d '\\000' < /proc/self/attr/current)" = kernel ] || cat "$file"
  break
done`),
  parse: (output) => SELINUX.get(linesIn(output)[0] ?? '') ?? 'disabled',
  show: (value) => [{ name: 'SELinux', values: [value] }],
};

/** selinux(8), `enforce` of its file system, which is there only while SELinux is on. */
const SELINUX: ReadonlyMap<string, Selinux> = new Map([
  ['1', 'enforcing'],
  ['0', 'permissive'],
]);
