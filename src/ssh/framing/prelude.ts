import { framed } from './read-script.ts';

/**
 * Shell functions that every script starts with, for any POSIX sh (dash, bash, busybox) on anything since EL5.
 *
 * say      TEXT: prints it as it is, by a command that is built into the shell: arguments of a program show in /proc to
 *          everybody, and the mark, or a secret, may be in TEXT. printf is built into dash, bash, busybox, yash, ksh93 and
 *          zsh; mksh has print; what is left is posh, whose echo knows -n and backslashes.
 * encode   stdin as text on one line; always in a subshell. coreutils has base64 since 6.0, od it always had.
 * limited  SECONDS COMMAND…: runs it and exits with its code; always in a subshell. timeout(1) has -k since coreutils
 *          8.5; it makes a process group of its own and ends all of it. Without it setsid(1) and a watchdog do the same.
 *          The watchdog of a command that has ended goes without touching what it left. Neither ends by `exit`: in a
 *          pipe's first part bash 3.2 then sets a signal mask from memory that it has given up (found by valgrind).
 * endgroup SIGNAL GROUP: sends it to a process group. procps' kill(1) takes `-1234` for -1, everybody, without `--`;
 *          the kill that is built into dash and busybox knows no `--`.
 * leftover What becomes of the process group of a command that has ended: `:` lets it live (a service's daemon).
 * verdict  CODE BEGAN SECONDS: turns the code of a command that had to be killed into 124, as timeout(1) has it for one
 *          that heeded SIGTERM; a command killed by something else (out of memory) keeps its code,
 *          128 and the signal: ksh93 has 256 and the signal, yash 384.
 */
export const SAY = `nl='
'
LC_ALL=C
if case $(command -V printf 2>&1) in *built*) ;; *) false;; esac; then say() { printf %s "$1"; }
elif case $(command -V print 2>&1) in *built*) ;; *) false;; esac; then say() { print -rn -- "$1"; }
else
  say() {
    text=$1
    case $text in -*) echo -n '\\0055'; text=\${text#-};; esac
    while case $text in *\\\\*) ;; *) false;; esac; do
      echo -n "\${text%%\\\\*}\\\\\\\\"
      text=\${text#*\\\\}
      case $text in -*) echo -n '\\0055'; text=\${text#-};; esac
    done
    echo -n "$text"
  }
fi
`;

/** What a shell is told once, before its first script. */
const PRELUDE = `unset ENV BASH_ENV CDPATH
${SAY}LC_ALL=C; PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH; export LC_ALL PATH
umask 022
if case $(command -V kill 2>&1) in *external*|*executable*|*alias*) ;; *) false;; esac
then endgroup() { kill -"$1" -- -"$2"; }
else endgroup() { kill -"$1" -"$2"; }; fi
leftover=:
cd /
coding=hex limits=
if timeout -k 1 1 base64 -w0; then coding=base64 limits=1
else
  ! base64 -w0 || coding=base64
  ! timeout -k 1 1 true || limits=1
fi </dev/null >/dev/null 2>&1
encode() { exec base64 -w0; }
[ $coding = base64 ] || encode() { od -An -v -tx1 | tr -d ' \\n'; }
if [ -n "$limits" ]; then
  limited() { exec timeout -k 10 "$@"; }
else
  limited() {
    seconds=$1; shift
    exec 5<&0 6>&2 2>/dev/null
    setsid "$@" <&5 2>&6 5<&- 6>&- & job=$!
    exec 5<&- 6>&-
    (
      n=0
      while [ $n -lt $seconds ] && kill -0 $job; do sleep 1; n=$((n + 1)); done
      if [ $n -ge $seconds ]; then
        endgroup TERM $job
        sleep 10
        endgroup KILL $job
      fi
    ) >/dev/null & watchdog=$!
    wait $job; code=$?
    [ $code -lt 256 ] || code=$((code % 128 + 128))
    kill $watchdog
    $leftover $job
    return $code
  }
fi
clock() { read -r now rest </proc/uptime; now=\${now%%.*}; }
verdict() {
  [ "$1" -lt 256 ] || set -- $(($1 % 128 + 128)) "$2" "$3"
  case $1 in
    137|143) clock; [ $((now - $2)) -lt "$3" ] || return 124;;
  esac
  return "$1"
}
`;

/** How a script goes to a shell. */
export interface Whole {
  /** Whether it is the first one of its shell, and so brings what all of them use. Default true. */
  readonly isFirst?: boolean;
}

/**
 * A whole script as one compound command, which is read to its end before any of it is run, so that a script cut
 * short by a lost link runs nothing. It has a process of its own, so that its shell can take another; a shell whose script did not come to
 * its end takes no more.
 */
export function whole(mark: string, body: string, { isFirst = true }: Whole = {}): string {
  const script = `{\n${isFirst ? PRELUDE : ''}(\nmark=${mark}\n${body}say "$nl$mark done$nl"\nexit 0\n) || exit\n}\n`;
  return framed(Buffer.byteLength(script)) + script;
}
