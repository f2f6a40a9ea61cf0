import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { clock, GUARD, installKeeper, removeGuard, startKeeper, UNDONE } from './keeper.ts';

/** Defines `save PATH`, which keeps a copy of a file (of what a link leads to) or that there is none. */
const save: Sh = sh`save() {
  p=$1
  [ ! -L "$p" ] || p=$(readlink -f "$p")
  echo "$p" >> "$new/saved"
  [ -e "$p" ] || return 0
  mkdir -p "$new/files\${p%/*}"
  cp -a "$p" "$new/files$p"
}`;

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
trap '[ $? = 0 ] || { rm -rf "$new"; echo "the way back cannot be prepared, so this was not changed" >&2; }' EXIT
${clock}
if [ "$(cat "$guard/armed" 2>/dev/null)" = ${run} ]; then
  echo $(($(now) + ${seconds})) > "$guard/deadline.new"
  mv -f "$guard/deadline.new" "$guard/deadline"
  exit 0
fi
rm -rf "$new"
mkdir -p "$new"
: > "$new/saved"
${save}
${joinSh(
  undo.map(
    (one) => sh`(${one}
) >> "$new/live" || fail "what is there now cannot be read"`,
  ),
)}
echo $(($(now) + ${seconds})) > "$new/deadline"
echo ${run} > "$new/armed"
${removeGuard}
rm -f ${UNDONE}
${installKeeper}
sync -f "$new" 2>/dev/null || sync
mv -fT "$new" "$guard"
${startKeeper}
) </dev/null >/dev/null
[ $? = 0 ] || exit 1`;

/** What became of a guard. `not armed`: there is none of this run's, nor has there been since it was asked last. */
export type Verdict = 'confirmed' | 'undone' | 'not armed';

/** Reads the answer to {@link disarm}. */
export function parseVerdict(stdout: string): Verdict {
  const said = stdout.trim();
  return said === 'confirmed' || said === 'undone' ? said : 'not armed';
}

/** Takes the guard of a run away, as umctl has logged in once more; or tells that it had done its work already. */
export const disarm = (run: string): Sh => sh`guard=${GUARD}
if [ "$(cat "$guard/armed" 2>/dev/null)" = ${run} ] && mv "$guard/armed" "$guard/confirmed" 2>/dev/null; then
  ${removeGuard}
  echo confirmed
  exit 0
fi
n=0
while [ -e "$guard/undoing" ] && [ $n -lt 30 ]; do sleep 1; n=$((n+1)); done
if [ "$(cat ${UNDONE} 2>/dev/null)" = ${run} ]; then rm -f ${UNDONE}; echo undone; else echo 'not armed'; fi`;

/** Prints how many seconds are left until a change that nobody has confirmed is undone; nothing where there is none. */
export const showGuard: Sh = sh`guard=${GUARD}
${clock}
if { [ -e "$guard/armed" ] || [ -e "$guard/undoing" ]; } && kill -0 "$(cat "$guard/pid")" 2>/dev/null; then
  left=$(($(cat "$guard/deadline") - $(now)))
  if [ "$left" -gt 0 ]; then echo "$left"; else echo 0; fi
fi 2>/dev/null`;
