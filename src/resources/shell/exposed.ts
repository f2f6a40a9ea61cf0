import { ahead } from '../../core/ahead.ts';
import type { Output } from '../../core/connection.ts';
import { type Sh, sh, shared, unindented } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';
import { fixedFunction } from './attributes.ts';
import { aloneFunction } from './plain.ts';
import { STATE_DIRECTORY } from './script.ts';

/** Begin the line of an answer that says why a path cannot be changed safely, or not at all. */
const EXPOSED = 'exposed ';
const FIXED = 'fixed ';

/**
 * Defines `exposed PATH`, which prints the first directory on the way to PATH that others than root may change; nothing
 * where there is none. Only then does a name lead to the same thing for as long as root works on it: who may write to a
 * directory can put a link in the place of anything in it, between any two looks. Links on the way are gone along (the last
 * name only with `exposed PATH follow`). A sticky directory such as /tmp is safe to pass, for what belongs to root in it, not to write
 * to. Where the user namespace does not know root, / belongs to 65534. Most ways are
 * directories of root's alone, which one stat(1) tells. There is no `return` in it: questions with one cost a process more, and every
 * question about a path has this.
 */
export const exposedFunction: Sh = unindented(sh`judge() {
  root=0 open=
  while read -r uid gid bits mode owner; do
    here=$1 mine= writable= command=
    shift
    if [ "$here $uid" = '/ 65534' ]; then root=$uid; fi
    case $uid in 0 | $root) mine=1 ;; *) if [ ! -L "$here" ] && [ -O "$here" ]; then mine=1; fi ;; esac
    case $bits in
      l*)
        if [ -z "$mine" ] && [ -n "$open" ]; then echo "$here is a link of $owner's"; break; fi
        if [ $# -gt 0 ] || [ -n "$follow" ]; then printf 'link %s' "$here"; break; fi ;;
      d*)
        [ $# -gt 0 ] || break
        case $bits in
          ????????w*) writable=1 ;;
          ?????w*) case $gid in 0) case $(ls -ld "$here") in ??????????+*) writable=1 ;; esac ;; *) writable=1 ;; esac ;;
        esac
        case $bits in
          *[tT]) if [ $# -gt 1 ]; then open=$writable writable=; fi ;;
          *) open= command=" (to give it to root alone: chown root:root '$here' && chmod go-w '$here')" ;;
        esac
        if [ -z "$mine" ] || [ -n "$writable" ]; then echo "$here belongs to $owner and has mode $mode$command"; break; fi ;;
      *) break ;;
    esac
  done
}
exposed() {
  way=$1 follow=\${2:-} hops=0 said=
  case $way in /*) said='link ' ;; esac
  while case $said in 'link '*) [ $hops -le 40 ] ;; *) false ;; esac; do
    hops=$((hops+1)) rest=\${way%/*}
    set -- "$way"
    while [ -n "$rest" ]; do set -- "$rest" "$@"; rest=\${rest%/*}; done
    said= odd= more=$#
    for seen in $(stat -c '%u:%A' / "$@" 2>/dev/null); do
      case $more:$follow:$seen in 0:follow:*:l*) odd=1 ;; 0:* | *:0:d????-??-?) ;; *) odd=1 ;; esac
      more=$((more-1))
    done
    if [ -n "$odd" ] || [ $more -gt 0 ]; then said=$(stat -c '%u %g %A %a %U:%G' / "$@" 2>/dev/null | judge / "$@"); fi
    case $said in 'link '*)
      here=\${said#link } target=$(readlink "$here") rest=\${way#"$here"}
      case $target in /*) way=$target$rest ;; *) way=\${here%/*}/$target$rest ;; esac ;;
    esac
  done
  case $said in
    '') ;;
    'link '*) echo "the path leads through more than 40 links" ;;
    *) printf '%s\\n' "$said" | tr -d '\\n' ;;
  esac
}`);

const WHY = 'users other than root could put something else there:';
const INSTEAD = 'Use a path that only root may change.';

/** Whether a link at the path itself is gone along, too. */
type Ending = 'itself' | 'follow';

/** Asks whether a path can be changed, and safely, in a line of its own that only comes when it cannot; see {@link obstacleIn}. */
export const askObstacle = (path: string, ending: Ending = 'itself', sum?: string): Sh => sh`at=${path}
${ahead('safe', path, sum)}
[ ! -L "$at" ] || safe=
if [ -z "$safe" ]; then
${shared(exposedFunction)}
${shared(fixedFunction)}
${TELL[ending]}
fi`;

const tell = (follow: string, end: Sh): Sh =>
  shared(sh`why=$(exposed "$at" ${follow})
if [ -n "$why" ]; then echo ${EXPOSED}"$why"
else
  why=$(fixed ${end})
  [ -z "$why" ] || echo ${FIXED}"$why"
fi`);

const TELL: Readonly<Record<Ending, Sh>> = {
  itself: tell('', sh`"$at"`),
  follow: tell('follow', sh`"$(readlink -f "$at")"`),
};

/** Whether a text begins with that line. */
export const isObstacle = (text: string): boolean => text.startsWith(EXPOSED) || text.startsWith(FIXED);

/** Takes that line off the front of an answer, and says why the path cannot be changed. */
export function obstacleIn<T extends Pick<Output, 'stdout'>>(
  output: T,
): { readonly answer: T; readonly cannot?: string } {
  if (!isObstacle(output.stdout)) return { answer: output };
  const [first = '', ...rest] = output.stdout.split('\n');
  const answer = { ...output, stdout: rest.join('\n') };
  if (first.startsWith(FIXED)) return { answer, cannot: first.slice(FIXED.length) };
  return { answer, cannot: `${WHY} ${first.slice(EXPOSED.length)}. ${INSTEAD}` };
}

/** What is said of {@link askOwnExposed}'s answer, before it. */
export const OWN_EXPOSED = 'users other than root may have written to what umctl remembers on this host: ';

/** Where umctl remembers things on a host: what it reads there it trusts. Locks and notes are gone after a boot. */
const OWN = ['', '/kept', '/loaded', '/guard'].map((path) => `${STATE_DIRECTORY}${path}`);
const NOTES = ['', '/umctl.lock', '/umctl-drill'];

/**
 * Prints the first directory of umctl's own that others than root may have written to, as somebody made it beforehand. As
 * every run asks this of every host, one stat(1) tells of all of them that they are in order; only else each is looked at.
 */
export const askOwnExposed: Sh = tidy(sh`${exposedFunction}
run=/var/run
[ ! -L "$run" ] || case $(readlink "$run") in /run | ../run) run=/run ;; esac
set -- / /var /var/lib "$run"
for own in ${OWN} ${NOTES.slice(1).map((note) => sh`"$run"${note}`)}; do [ ! -d "$own" ] || set -- "$@" "$own"; done
unseen=$#
for seen in $(stat -c '%u:%A' "$@" 2>/dev/null); do
  case $seen in 0:d????-??-?) unseen=$((unseen-1)) ;; esac
done
[ $unseen = 0 ] || for own in ${OWN} ${NOTES.map((note) => `/var/run${note}`)}; do
  [ -d "$own" ] || continue
  why=$(exposed "$own/x")
  if [ -n "$why" ]; then echo "$why"; break; fi
done`);

/**
 * Defines `safe PATH`, which ends a script that was to change a path in a place of others or one that cannot be changed, and `own_safe`, which ends one
 * that was to keep something where others may have written.
 */
export const safeFunction: Sh = sh`${exposedFunction}
${fixedFunction}
${aloneFunction}
safe() {
  own=
  if [ ! -L "$1" ] && alone "$1" ${`${STATE_DIRECTORY}/kept/x`}; then own=1
  else
    why=$(exposed "$@")
    [ -z "$why" ] || fail "$1 is as it was: "${WHY}" $why. "${INSTEAD}
  fi
  if [ $# -gt 1 ]; then why=$(fixed "$(readlink -f "$1")"); else why=$(fixed "$1"); fi
  [ -z "$why" ] || fail "$why"
}
own_safe() {
  [ -z "\${own:-}" ] || return 0
  why=$(exposed ${`${STATE_DIRECTORY}/kept/x`})
  [ -z "$why" ] || fail ${OWN_EXPOSED}"$why; nothing was changed"
}`;
