import { quote } from '../../core/sh.ts';
import { STOP } from '../stop.ts';
import { prelude, whole } from './prelude.ts';
import { checkLength, printText } from './text.ts';

/** A command as it goes to the host; secrets in its stdin are the real ones. */
export interface Task {
  readonly text: string;
  readonly stdin: string;
  readonly seconds: number;
}

/**
 * The line that says that a command begins is also the proof that somebody listens: on a cut link it fails, and the
 * shell stops there. What a command prints goes to a private file: a daemon that it leaves behind may keep that open
 * without keeping the exchange waiting. In memory (/run, /dev/shm) where it may be. What comes on stdin behind the script
 * is listened to aside: the one word there is asks that no further command begins. A shell that was killed left its
 * directory; the next one to come along clears it away. `leftover` is what is done about one that still works.
 */
const steps = (leftover: string): string => `trap 'exit 1' HUP INT TERM PIPE
for parent in /run /dev/shm /tmp; do
  printed=$(mktemp -d $parent/umctl.XXXXXXXX 2>/dev/null) && break
done
for left in $parent/umctl.????????; do
  [ -O "$left" ] && [ -f "$left/pid" ] || continue
  works() { kill -0 "$(cat "$left/pid")"; } 2>/dev/null
  ${leftover}
  works || rm -rf "$left"
done
[ -n "$printed" ] || { echo 'no private directory can be made in /run, /dev/shm or /tmp' >&2; exit 1; }
echo $$ >"$printed/pid"
exec 7<&0
{ read -r word && [ "$word" = ${STOP} ] && : >"$printed/stop"; } <&7 7<&- >/dev/null 2>&1 & listener=$!
exec 7<&-
trap 'kill $listener 2>/dev/null; rm -rf "$printed"' EXIT
begin() {
  [ ! -e "$printed/stop" ] || { printf '\\n%s done\\n' "$mark"; exit 0; }
  printf '\\n%s begin %s\\n' "$mark" "$1" || exit 1
  clock; began=$now
}
step() { (limited "$1" sh -c "$2") >"$printed/out" 2>"$printed/err"; }
end() {
  verdict "$3" "$began" "$2"; code=$?
  printf '\\n%s %s %s ' "$mark" "$coding" "$1"
  (encode <"$printed/out")
  printf ' '
  [ ! -s "$printed/err" ] || (encode <"$printed/err")
  printf ' %s\\n' "$code" || exit 1
  rm -f "$printed/out" "$printed/err"
  [ "$code" = 0 ] || { printf '\\n%s done\\n' "$mark"; exit 0; }
}
`;

/** Where sleep(1) knows whole seconds only, this waits up to ten minutes instead of one. */
const AWAIT = 'n=0; while works && [ $n -lt 600 ]; do sleep 0.1 2>/dev/null || sleep 1; n=$((n + 1)); done';

const stepText = ({ text, stdin, seconds }: Task, index: number): string => `begin ${index}
${stdin === '' ? '</dev/null' : `${printText(stdin)} |`} step ${seconds} ${quote(checkLength(text))}
end ${index} ${seconds} $?
`;

/** The script that runs all `tasks` in order and stops at the first that fails. */
export const runScript = (
  mark: string,
  tasks: readonly Task[],
  { afterLeftover = false }: { readonly afterLeftover?: boolean } = {},
): string => whole(prelude(mark) + steps(afterLeftover ? AWAIT : ':') + tasks.map(stepText).join(''));
