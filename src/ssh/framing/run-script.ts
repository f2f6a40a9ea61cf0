import { quote } from '../../core/sh.ts';
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
 * without keeping the exchange waiting. In memory (/run, /dev/shm) where it may be.
 */
const STEPS = `trap 'exit 1' HUP INT TERM PIPE
for parent in /run /dev/shm /tmp; do
  printed=$(mktemp -d $parent/umctl.XXXXXXXX 2>/dev/null) && break
done
[ -n "$printed" ] || { echo 'no private directory can be made in /run, /dev/shm or /tmp' >&2; exit 1; }
trap 'rm -rf "$printed"' EXIT
begin() {
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

const stepText = ({ text, stdin, seconds }: Task, index: number): string => `begin ${index}
${stdin === '' ? '</dev/null' : `${printText(stdin)} |`} step ${seconds} ${quote(checkLength(text))}
end ${index} ${seconds} $?
`;

/** The script that runs all `tasks` in order and stops at the first that fails. */
export const runScript = (mark: string, tasks: readonly Task[]): string =>
  whole(prelude(mark) + STEPS + tasks.map(stepText).join(''));
