import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';
import { clock, GUARD, installKeeper, ofThisBoot, removeGuard, startKeeper, UNDONE } from './keeper.ts';

/**
 * Defines `save PATH`, which keeps a copy of a file (of what a link leads to) or that there is none, or ends the shell: it
 * runs where `set -e` does nothing.
 */
const save: Sh = sh`save() {
  p=$1
  [ -n "$p" ] || return 0
  [ ! -L "$p" ] || p=$(readlink -f "$p") || exit 1
  echo "$p" >> "$new/saved" || exit 1
  if [ -e "$p" ]; then
    mkdir -p "$new/files\${p%/*}" && cp -a "$p" "$new/files$p" || exit 1
  else
    mkdir -p "$new/absent\${p%/*}" && : > "$new/absent$p" || exit 1
  fi
}`;

/** Defines `at_boot`, which keeps shell from stdin that is run beside the files that the next boot puts back. */
const atBoot: Sh = sh`at_boot() { cat >> "$new/at-boot" || exit 1; }`;

/**
 * Arms the guard of a run before a change, or gives it `seconds` more where it is armed already. `undo` are the ways back
 * (see core/guard.ts) of all changes that the run will make under it. On return the keeper runs and the copies are on
 * disk; otherwise the shell exits, and nothing was changed.
 */
export const arm = (run: string, { undo, seconds }: { readonly undo: readonly Sh[]; readonly seconds: number }): Sh =>
  sh`(
set -eu
umask 077
guard=${GUARD} new=${`${GUARD}.new`}
unprepared() { echo "the way back cannot be prepared, so this was not changed" >&2; rm -rf "$new"; }
trap '[ $? = 0 ] || unprepared' EXIT
${clock}
if [ "$(cat "$guard/armed" 2>/dev/null)" = ${run} ]; then
  echo $(($(now) + ${seconds})) > "$guard/deadline.new"
  mv -f "$guard/deadline.new" "$guard/deadline"
  exit 0
fi
if [ -e "$guard/undoing" ]; then
  echo "files of before a change that was undone could not be put back yet; they are in $guard/files, by their paths." \\
    "The host tries again while it runs, and when it boots; or do it by hand, and remove $guard" >&2
  exit 1
fi
rm -rf "$new"
mkdir -p "$new"
: > "$new/saved"
${save}
${atBoot}
${joinSh(
  distinct(undo).map(
    (one) => sh`(${one}
) >> "$new/live" || exit 1`,
  ),
)}
echo $(($(now) + ${seconds})) > "$new/deadline"
echo ${run} > "$new/armed"
clear() { ${removeGuard}; }
clear
trap '[ $? = 0 ] || { unprepared; clear; }' EXIT
rm -f ${UNDONE}
${installKeeper}
sync -f "$new" 2>/dev/null || sync
mv -fT "$new" "$guard"
sync -f "$guard" /etc 2>/dev/null || sync
${startKeeper}
) </dev/null >/dev/null
[ $? = 0 ] || exit 1`;

/** Many changes may have one way back in common: all addresses of an interface have. */
const distinct = (all: readonly Sh[]): readonly Sh[] => [...new Map(all.map((one) => [one.text, one])).values()];

/**
 * What became of a guard. `stuck`: the live state was put back, and of the files those for which there was room. `not armed`:
 * there is none of this run's, nor has there been since it was asked last.
 */
export type Verdict = 'confirmed' | 'undone' | 'stuck' | 'not armed';

/** Reads the answer to {@link disarm}. */
export function parseVerdict(stdout: string): Verdict {
  const said = stdout.trim();
  return said === 'confirmed' || said === 'undone' || said === 'stuck' ? said : 'not armed';
}

/** Takes the guard of a run away, as umctl has logged in once more; or tells that it had done its work already. */
export const disarm = (run: string): Sh => sh`guard=${GUARD}
if [ "$(cat "$guard/armed" 2>/dev/null)" = ${run} ] && mv "$guard/armed" "$guard/confirmed" 2>/dev/null; then
  ${removeGuard}
  echo confirmed
  exit 0
fi
n=0
while [ -e "$guard/undoing" ] && [ ! -e "$guard/stuck" ] && [ $n -lt 30 ]; do sleep 1; n=$((n+1)); done
if [ "$(cat "$guard/undoing" 2>/dev/null)" = ${run} ]; then echo stuck
elif [ "$(cat ${UNDONE} 2>/dev/null)" = ${run} ]; then rm -f ${UNDONE}; echo undone; else echo 'not armed'; fi`;

/** Prints how many seconds are left until a change that nobody has confirmed is undone; nothing where there is none. */
export const showGuard: Sh = tidy(sh`guard=${GUARD}
${clock}
if { [ -e "$guard/armed" ] || [ -e "$guard/undoing" ]; } && ${ofThisBoot} && kill -0 "$(cat "$guard/pid")" 2>/dev/null; then
  left=$(($(cat "$guard/deadline") - $(now)))
  if [ "$left" -gt 0 ]; then echo "$left"; else echo 0; fi
fi 2>/dev/null`);
