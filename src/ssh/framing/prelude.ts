/**
 * Shell functions that every script starts with, for any POSIX sh (dash, bash, busybox) on anything since EL5.
 *
 * encode   stdin as text on one line; always in a subshell. coreutils has base64 since 6.0, od it always had.
 * limited  SECONDS COMMAND…: runs it and exits with its code; always in a subshell. timeout(1) has -k since coreutils
 *          8.5; it makes a process group of its own and ends all of it. Without it setsid(1) and a watchdog do the same.
 *          The watchdog of a command that has ended goes without touching what it left.
 * leftover What becomes of the process group of a command that has ended: `:` lets it live (a service's daemon).
 * verdict  CODE BEGAN SECONDS: turns the code of a command that had to be killed into 124, as timeout(1) has it for one
 *          that heeded SIGTERM; a command killed by something else (out of memory) keeps its code.
 */
export const prelude = (mark: string): string => `mark=${mark}
unset ENV BASH_ENV CDPATH
LC_ALL=C; PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH; export LC_ALL PATH
umask 022
leftover=:
cd /
if base64 -w0; then
  coding=base64
  encode() { exec base64 -w0; }
else
  coding=hex
  encode() { od -An -v -tx1 | tr -d ' \\n'; }
fi </dev/null >/dev/null 2>&1
if timeout -k 1 1 true; then
  limited() { exec timeout -k 10 "$@"; }
else
  limited() {
    seconds=$1; shift
    exec 5<&0 6>&2 2>/dev/null
    setsid "$@" <&5 2>&6 5<&- 6>&- & job=$!
    exec 5<&- 6>&-
    (
      n=0
      while [ $n -lt $seconds ]; do kill -0 $job || exit; sleep 1; n=$((n + 1)); done
      kill -TERM -$job
      sleep 10
      kill -KILL -$job
    ) >/dev/null & watchdog=$!
    wait $job; code=$?
    kill $watchdog
    $leftover -$job
    exit $code
  }
fi </dev/null >/dev/null 2>&1
clock() { read -r now rest </proc/uptime; now=\${now%%.*}; }
verdict() {
  case $1 in
    137|143) clock; [ $((now - $2)) -lt "$3" ] || return 124;;
  esac
  return "$1"
}
`;

/**
 * The whole script as one compound command: the shell reads it to the end before it runs any of it, so that a script
 * cut short by a lost link runs nothing. The newline in front is for a shell start-up file that reads a line of stdin.
 */
export const whole = (body: string): string => `\n{\n${body}printf '\\n%s done\\n' "$mark"\nexit 0\n}\n`;
