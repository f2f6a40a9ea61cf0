import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** Who umctl is on the host: user id, and the name of who is not root. Whoever wants both asks the same. */
export const askWho = tidy(sh`who=
while read -r key real effective rest; do if [ "$key" = Uid: ]; then who=$effective; break; fi; done < /proc/self/status
[ -n "$who" ] || who=$(id -u)
echo "$who"
[ "$who" = 0 ] || id -un`);

/** Effective user id of umctl on the host (after `become`). */
export const uid: Fact<number> = {
  id: 'uid',
  ask: askWho,
  parse: (output) => Number.parseInt(linesIn(output)[0] ?? '', 10),
  show: (value) => [{ name: 'user id', values: [value === 0 ? '0' : `${value}, ${NOT_ROOT}`], before: 'address' }],
};

const NOT_ROOT = 'not root: all commands but this one need ansible_become: true (or ansible_user: root)';
