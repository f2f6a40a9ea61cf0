import type { Several } from '../../core/connection.ts';
import { OWN_PROCESS } from '../../core/own-process.ts';
import { STOP } from '../stop.ts';
import { askText, type Question } from './ask-script.ts';
import { inPieces } from './pieces.ts';
import { type Whole, whole } from './prelude.ts';
import { atOnce, inputText, intoOf, SEVERAL, severalText } from './several.ts';
import { checkLength, printText } from './text.ts';

/** A command as it goes to the host; secrets in its stdin are the real ones. */
export interface ScriptTask {
  readonly text: string;
  readonly stdin: string;
  readonly seconds: number;
  readonly several?: Several | undefined;
}

/**
 * What an earlier script left, in each place where its directory may be: the shell that runs it (`pid`), or, when that was
 * killed, the command that it ran last (`step`) may still be at work. If so it is told of, if not it is cleared away.
 * What a question keeps (`asker`) is never waited for. A shell may be killed when its command is there and not yet noted: so
 * `pid` is taken away before `step` is read for the last time, and a command begins only where `pid` is there after it was noted.
 */
const leftovers = (
  afterLeftover: number | undefined,
): string => `${OWN_PROCESS}works() { alive "$left/step" || alive "$left/pid" || { rm -f "$left/pid"; alive "$left/step"; }; }
# The test of posh knows no -O.
own() { [ -O "$left" ] || [ "$(stat -c %u "$left")" = "$(id -u)" ]; } 2>/dev/null
busy=; clock; end=$((now + ${afterLeftover ?? 0}))
for left in /run/umctl.???????? /dev/shm/umctl.???????? /tmp/umctl.????????; do
  [ -d "$left" ] && [ ! -L "$left" ] && own || continue
  # An empty one is being written, unless a power cut left it so.
  [ -s "$left/pid" ] || [ -s "$left/step" ] || [ -f "$left/asker" ] || [ -n "$(find "$left" -prune -mmin +5 2>/dev/null)" ] || continue
  ! alive "$left/asker" || continue
  ! works || say "$nl$mark left $pid$nl" || exit 1
  while works && clock && [ $now -lt $end ]; do sleep 0.1 2>/dev/null || sleep 1; done
  if works; then busy=yes; else rm -rf "$left"; fi
done
${afterLeftover === undefined ? ':' : `[ -z "$busy" ] || { say "$nl$mark done$nl"; exit 0; }`}
`;

/**
 * The line that says that a command begins is also the proof that somebody listens: on a cut link it fails, and the
 * shell stops there. What a command prints goes to a private file: a daemon that it leaves behind may keep that open
 * without keeping the exchange waiting, which is why each command has a file of its own. Most print nothing: then no program is started to
 * pass that on. In memory (/run, /dev/shm) where it may be. It is made once the leftovers have
 * been waited for, so that two scripts never wait for each other, and gone when the script says that it is done. What
 * comes on stdin behind the script is listened to aside: the one word there is asks that no further command begins.
 */
const STEPS = `for parent in /run /dev/shm /tmp; do
  printed=$(mktemp -d $parent/umctl.XXXXXXXX 2>/dev/null) || continue
  note "$printed/pid" 2>/dev/null && break
  rm -rf "$printed"; printed=
done
[ -n "$printed" ] || { echo 'no private directory can be made in /run, /dev/shm or /tmp' >&2; exit 1; }
listener=
over() {
  [ -z "$listener" ] || { kill $listener; wait $listener; } 2>/dev/null
  [ -z "$printed" ] || rm -rf "$printed"
  listener= printed=
}
trap over EXIT
finish() { over; say "$nl$mark done$nl"; exit 0; }
begin() {
  [ ! -e "$printed/stop" ] || finish
  say "$nl$mark begin $1$nl" || exit 1
  clock; began=$now
  out=$printed/out$1 err=$printed/err$1
}
step() {
  (note "$printed/step"; [ -e "$printed/pid" ] || exit 1; seconds=$1; shift; limited $seconds sh -c "$@") >"$out" 2>"$err"
}
ended() {
  verdict "$3" "$began" "$2"; code=$?
  say "$nl$mark $coding $1 "
  if [ ! -e "$out" ] || [ -s "$out" ]; then (encode <"$out"); fi
  say ' '
  if [ ! -e "$err" ]; then { : >"$err"; } 2>&1 | (encode)
  elif [ -s "$err" ]; then (encode <"$err"); fi
  say " $code$nl" || exit 1
  for told in "$out" "$err"; do if [ -s "$told" ]; then true >"$told"; fi; done 2>/dev/null
  [ "$code" = 0 ] || finish
}
`;

/** Listens to what comes on stdin behind the script. */
const LISTEN = `exec 7<&0
{ read -r word && [ "$word" = ${STOP} ] && : >"$printed/stop"; } <&7 7<&- >/dev/null 2>&1 & listener=$!
exec 7<&-
`;

type WordOf = (text: string) => string;

const stepText = (wordOf: WordOf, { text, stdin, seconds }: ScriptTask, index: number): string => `begin ${index}
${stdin === '' ? '</dev/null' : `${printText(stdin)} |`} step ${seconds} ${wordOf(text)}
ended ${index} ${seconds} $?
`;

/** The same of one that may be done along with others; its content is there once for both ways. */
const aloneText = (wordOf: WordOf, { text, seconds, several }: ScriptTask, index: number): string =>
  `alone${index}() {
  { input${index}; ${printText(several?.end ?? '')}; } | step ${seconds} ${wordOf(text)}
  ended ${index} ${seconds} $?
}
`;

/** All steps, in their order. */
function stepTexts(tasks: readonly ScriptTask[], wordOf: WordOf): readonly string[] {
  const texts: string[] = [];
  for (let first = 0; first < tasks.length; ) {
    const group = tasks.slice(first, first + atOnce(tasks.slice(first)));
    const several = group[0]?.several;
    const into = intoOf(group);
    for (const [i, task] of group.entries())
      if (several === undefined || task.several === undefined || group.length === 1)
        texts.push(stepText(wordOf, task, first + i));
      else
        texts.push(
          inputText(task.stdin, task.several, { index: first + i, into: into[i] ?? '' }),
          aloneText(wordOf, task, first + i),
        );
    if (several !== undefined && group.length > 1) texts.push(severalText(several, first, first + group.length - 1));
    first += group.length;
  }
  return texts;
}

export interface RunScriptOptions extends Whole {
  /** How long what an earlier script left at work is waited for, in seconds; when that is not enough, nothing is run. */
  readonly afterLeftover?: number | undefined;
  /** Whether it can be told to begin no further command. */
  readonly listens?: boolean;
  /** What is asked once all commands are done; their places are behind those of the commands. */
  readonly next?: readonly Question[];
}

/** The script that runs all `tasks` in order and stops at the first that fails. */
export const runScript = (
  mark: string,
  tasks: readonly ScriptTask[],
  { afterLeftover, listens = true, next = [], ...how }: RunScriptOptions = {},
): string => {
  const { wordOf, definitions } = inPieces(tasks.map(({ text }) => checkLength(text)));
  const steps = stepTexts(tasks, wordOf);
  const body = [
    "trap 'exit 1' HUP INT TERM PIPE\n",
    leftovers(afterLeftover),
    STEPS,
    ...(listens ? [LISTEN] : []),
    ...(tasks.some(({ several }) => several !== undefined) ? [SEVERAL] : []),
    definitions,
    ...steps,
    'over\n',
    ...(next.length > 0 ? [askText(next, tasks.length)] : []),
  ];
  return whole(mark, body.join(''), how);
};
