import { MEMBER_LIST } from '../../src/cluster/membership/member-list.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';
import { RELEASED } from './let-go.ts';

/**
 * Prints what umctl has left on a host: the lines of its member list; `loaded SERVICE`; for each path that was ever
 * replaced what stood there before the first time, as `kept|RUN|KIND|MODE|OWNER|GROUP|TARGET|PATH`, of runs after the one that let go of it; and, where umctl's
 * blocks stand in it, `block|NAME|PATH`, and `only|PATH` when nothing else does. See keep.ts for the trees.
 */
export const askTraces: Sh = sh`cd ${STATE_DIRECTORY} 2>/dev/null || exit 0
cat ${MEMBER_LIST} 2>/dev/null
for record in loaded/*; do [ ! -f "$record" ] || echo "loaded \${record#loaded/}"; done
last= released=
[ ! -f ${RELEASED} ] || read -r released < ${RELEASED}
find kept ! -type d 2>/dev/null | sed -n 's#^kept/\\([^/|]*\\)/\\(was\\|absent\\|directory\\)\\(/.*\\)$#\\3|\\1|\\2#p' | sort |
while IFS='|' read -r path run tree; do
  [ "$path" != "$last" ] && [ "$(printf '%s\\n' "$run" "$released" | sort | head -n 1)" != "$run" ] || continue
  last=$path copy=kept/$run/$tree$path
  case $tree in
    was) if [ -L "$copy" ]; then echo "kept|$run|link||||$(readlink "$copy")|$path"
      else echo "kept|$run|file|$(stat -c '%a|%U|%G' "$copy")||$path"; fi ;;
    *) echo "kept|$run|$tree|||||$path" ;;
  esac
  [ -f "$path" ] || continue
  sed -n 's/^# BEGIN umctl \\(.*\\)$/\\1/p' "$path" | while IFS= read -r name; do echo "block|$name|$path"; done
  sed '/^# BEGIN umctl /,/^# END umctl /d' "$path" | grep -q . || echo "only|$path"
done`;
