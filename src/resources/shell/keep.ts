import { type Sh, sh } from '../../core/sh.ts';
import { safeFunction } from './exposed.ts';
import { STATE_DIRECTORY } from './script.ts';

/** The run that steps belong to; names what they keep. Set by the engine, and unset when a person runs a step by hand. */
export const RUN_VARIABLE = 'UMCTL_RUN';

export const KEPT = `${STATE_DIRECTORY}/kept`;

/** By path, the digest of what umctl itself wrote there last: a copy of that is nobody's original. */
export const WROTE = `${KEPT}/.wrote`;

/** How many runs are kept whole on a node; see {@link pruneKept}. */
export const RUNS_KEPT_ON_NODE = 20;

/**
 * Where a run keeps what it found, on the node: under `was` copies of files and links, by their paths; under `own` an empty
 * file for each of them that umctl itself had written; under `absent` one for each path where nothing was; under
 * `directory` one for each directory that had to make room, which itself is under `moved`. A file `pruned` says that
 * it is not whole any more.
 */
export const keptBy = (run: string): string => `${KEPT}/${run}`;

/** Defines `flush FILE…`, which brings files and directories to disk. */
export const flushFunction: Sh = sh`flush() { sync "$@" 2>/dev/null || sync; }`;

/** Where the run that a step belongs to keeps what it finds. */
export const keptNow: Sh = sh`${KEPT}/"\${${{ text: RUN_VARIABLE }}:-$(date -u +%Y%m%dT%H%M%SZ).$$}"`;

/**
 * Defines what {@link safeFunction} does, and `keep PATH`, to be called before what is at PATH changes: nothing an admin ever wrote is lost, and `umctl
 * restore` knows what a run found. The first copy in a run counts, as later ones are the run's own. A copy is made under
 * another name first, so that none is ever half, and is on disk before what it is a copy of goes: no power cut leaves
 * neither. A directory is moved away whole, which leaves PATH free. A file in `$unsynced` is brought to disk along with a copy.
 */
export const keepFunction: Sh = sh`${safeFunction}
${flushFunction}
keep() {
  own_safe
  part=${KEPT}/.part
  kept=${keptNow}
  if [ -d "$1" ] && [ ! -L "$1" ]; then
    mkdir -p "$kept/directory\${1%/*}" "$kept/moved\${1%/*}"
    : > "$kept/directory$1"
    if [ -e "$kept/moved$1" ]; then mv -f "$1" "$kept/moved$1.$$"; else mv "$1" "$kept/moved$1"; fi
    return
  fi
  for known in was absent directory; do
    if [ -e "$kept/$known$1" ] || [ -L "$kept/$known$1" ]; then return; fi
  done
  if [ -e "$1" ] || [ -L "$1" ]; then
    tree=was
    [ -d "$kept/was\${1%/*}" ] || mkdir -p "$kept/was\${1%/*}"
    rm -rf "$part"
    cp -a "$1" "$part" || { rm -f "$part"; fail "cannot keep a copy of $1 in $kept; nothing was changed"; }
    if [ -f "$part" ] && [ ! -L "$part" ]; then flush "$part"; fi
    mv -fT "$part" "$kept/was$1"
    if [ -f "$1" ] && [ "$(sha256sum < "$1")" = "$(cat ${WROTE}"$1" 2>/dev/null)" ]; then
      mkdir -p "$kept/own\${1%/*}"
      : > "$kept/own$1"
    fi
  else
    tree=absent
    [ -d "$kept/absent\${1%/*}" ] || mkdir -p "$kept/absent\${1%/*}"
    : > "$kept/absent$1"
  fi
  flush "$kept/$tree\${1%/*}" \${unsynced:+"$unsynced"}
  unsynced=
}`;

/** Notes that umctl itself has written what is at `$p`, whose digest may be known as `$sum`. That it cannot be noted harms nobody: its copies stay for ever. */
export const noteWritten: Sh = sh`{
  { [ -d ${WROTE}"\${p%/*}" ] || mkdir -p ${WROTE}"\${p%/*}"; } &&
    if [ -n "$sum" ]; then echo "$sum"; else sha256sum < "$p"; fi > ${WROTE}"$p"
} 2>/dev/null || :`;

/**
 * What is at `$p` is what a run had found, from its copy `$copy`: umctl's own again only if that was. An admin's content
 * that was taken for umctl's would lose its copy to {@link pruneKept} when umctl replaces it once more.
 */
export const noteRestored: Sh = sh`rest=\${copy#${`${KEPT}/`}}
[ -e ${KEPT}/"\${rest%%/*}/own/\${rest#*/was/}" ] || rm -f ${WROTE}"$p"`;

/**
 * Of all but the last {@link RUNS_KEPT_ON_NODE} runs, removes the copies of what umctl itself had written. What anybody
 * else ever wrote there, and what was moved away, stays.
 */
export const pruneKept: Sh = sh`n=0
for run in ${KEPT}/*/; do if [ ! -e "$run/pruned" ]; then n=$((n+1)); fi; done
for run in ${KEPT}/*/; do
  [ $n -gt ${RUNS_KEPT_ON_NODE} ] || break
  [ ! -e "$run/pruned" ] || continue
  : > "$run/pruned"
  find "$run/own" -type f 2>/dev/null | while IFS= read -r own; do rm -f "$run/was\${own#"$run/own"}" "$own"; done
  n=$((n-1))
done`;
