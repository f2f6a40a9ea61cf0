import type { Several } from '../../core/connection.ts';
import { quote, type Sh } from '../../core/sh.ts';
import { checkLength, printText } from './text.ts';

/** So long may each of the two programs take that do several commands at once, in seconds. */
const AT_ONCE_SECONDS = 300;

/** So many characters of arguments go to them: before Linux 2.6.23 all arguments of a process had 128 KiB (execve(2)). */
const MOST_WORDS = 20_000;

/** How long the host may be silent before the first of several is done, beside its own limit, in seconds. */
export const SILENT_AT_ONCE = 2 * AT_ONCE_SECONDS;

/**
 * `several FIRST LAST` does as many as it can at once; the first of the others by itself (`alone`), and then tries again. What each reads
 * is written by this shell (`input`): it costs no process, and shows in no arguments. A step is noted as `step` notes it.
 */
export const SEVERAL = `several() {
  at=$1 last=$2
  while [ $at -le $last ]; do
    begin $at
    count=0
    [ $at = $last ] || at_once
    if [ $count = 0 ]; then
      "alone$at"
      at=$((at+1))
      continue
    fi
    while say "$nl$mark $coding $at   0$nl" || exit 1; at=$((at+1)) count=$((count-1)); [ $count -gt 0 ]; do
      say "$nl$mark begin $at$nl" || exit 1
    done
  done
}
write_inputs() {
  note "$printed/step"
  [ -e "$printed/pid" ] || return 1
  one=$at
  while [ $one -le $last ]; do
    eval "into=\\\${words$one%% *}"
    "input$one" >"$into" || return 1
    one=$((one+1))
  done
}
at_once() {
  set -- "$printed/stop"
  one=$at
  while [ $one -le $last ]; do eval "set -- \\"\\$@\\" \\$words$one"; one=$((one+1)); done
  out=$printed/many err=/dev/null
  if step ${AT_ONCE_SECONDS} "$prepare" sh "$@" </dev/null; then
    (write_inputs) 2>/dev/null
    step ${AT_ONCE_SECONDS} "$finish" sh "$@" </dev/null
    read -r count <"$out"
    case $count in ''|*[!0-9]*) count=0;; esac
  fi
  out=$printed/out$at err=$printed/err$at
  clock; began=$now
}
`;

/** From so many on in one place, they go by {@link Several.among}: to make room for that and to leave it takes three processes more. */
const MANY = 6;

/** What each of several reads: hidden beside its place, or among others of that place, but for the last one there. */
export function intoOf(commands: readonly { readonly several?: Several | undefined }[]): readonly string[] {
  const there = Map.groupBy(commands.keys(), (at) => commands[at]?.several?.among?.place);
  return commands.map(({ several }, at) => {
    const { into = '', among } = several ?? {};
    const places = there.get(among?.place) ?? [];
    return among === undefined || places.length < MANY || places.at(-1) === at ? into : among.into;
  });
}

/** What {@link SEVERAL} finds of a command that has this place, beside `alone`. */
export function inputText(stdin: string, several: Several, { index, into }: Placed): string {
  const input = stdin.slice(0, -several.end.length);
  const words = [into, Buffer.byteLength(input), ...several.words].join(' ');
  return `input${index}() { ${printText(input)}; }\nwords${index}=${quote(words)}\n`;
}

/** Has the commands from one place to another done, which are all of the same kind. */
export const severalText = ({ prepare, finish }: Several, first: number, last: number): string =>
  `prepare=${quote(checkLength(prepare.text))} finish=${quote(checkLength(finish.text))}\nseveral ${first} ${last}\n`;

interface Placed {
  readonly index: number;
  readonly into: string;
}

/** The programs that do several commands at once. */
export const programsOf = (commands: readonly { readonly several?: Several | undefined }[]): readonly Sh[] =>
  commands.flatMap(({ several }) => (several === undefined ? [] : [several.prepare, several.finish]));

/** How many of the commands from the first on can be done at once; at least one. */
export function atOnce(commands: readonly { readonly several?: Several | undefined }[]): number {
  const kind = commands[0]?.several;
  let room = MOST_WORDS;
  const end = commands.findIndex(({ several }) => {
    room -= several === undefined ? 0 : [several.among?.into ?? several.into, ...several.words].join(' ').length;
    return several?.prepare.text !== kind?.prepare.text || several?.finish.text !== kind?.finish.text || room < 0;
  });
  return Math.max(1, end < 0 ? commands.length : end);
}
