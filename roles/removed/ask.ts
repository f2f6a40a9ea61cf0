import { MEMBER_LIST } from '../../src/cluster/membership/member-list.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';
import { RELEASED } from './let-go.ts';

/** Reads the file of each line `at|PATH`, and prints which blocks it has, and whether nothing else; other lines go through. */
const BLOCKS_OF_FILES = `/^at[|]/ {
  path = substr($0, 4); inside = other = 0
  while ((getline line < path) > 0) {
    if (line ~ /^# BEGIN umctl /) print "block|" substr(line, 15) "|" path
    if (inside) { if (line ~ /^# END umctl /) inside = 0 }
    else if (line ~ /^# BEGIN umctl /) inside = 1
    else if (line != "") other = 1
  }
  close(path)
  if (!other) print "only|" path
  next
}
{ print }`;

/**
 * Prints what umctl has left on a host: the lines of its member list; `loaded SERVICE`; for each path that was ever
 * replaced what stood there before the first time, of runs after the one that let go of it, as `kept|RUN|KIND|TARGET|PATH`;
 * `is|MODE|OWNER|GROUP|COPY` for each copy of a file among them; and, where umctl's blocks stand in it, `block|NAME|PATH`, and
 * `only|PATH` when nothing else does. See keep.ts for the trees. Every run asks directors this, who keep dozens of paths: a
 * program for each of them would be most of what a run costs a host.
 */
export const askTraces: Sh = sh`cd ${STATE_DIRECTORY} 2>/dev/null || exit 0
cat ${MEMBER_LIST} 2>/dev/null
for record in loaded/*; do [ ! -f "$record" ] || echo "loaded \${record#loaded/}"; done
[ -d kept ] || exit 0
released=
[ ! -f ${RELEASED} ] || read -r released < ${RELEASED}
{ find kept ! -type d; [ -z "$released" ] || echo "kept/$released/~"; } | LC_ALL=C sort | {
  seen='|'
  set --
  while IFS= read -r copy; do
    [ "$copy" != "kept/$released/~" ] || released=
    run=\${copy#kept/} run=\${run%%/*} rest=\${copy#kept/*/} tree=\${rest%%/*} path=/\${rest#*/}
    case $run-$tree in .*) continue ;; *-was | *-absent | *-directory) ;; *) continue ;; esac
    [ -z "$released" ] || continue
    case $seen in *"|$path|"*) continue ;; esac
    seen="$seen$path|" kind=$tree target=
    if [ -L "$copy" ]; then kind=link target=$(readlink "$copy")
    elif [ "$tree" = was ]; then kind=file; set -- "$@" "$copy"; fi
    echo "kept|$run|$kind|$target|$path"
    [ ! -f "$path" ] || echo "at|$path"
  done
  [ $# -eq 0 ] || stat -c 'is|%a|%U|%G|%n' "$@"
} | awk ${BLOCKS_OF_FILES}`;
