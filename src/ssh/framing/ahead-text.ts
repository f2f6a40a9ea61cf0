import { AHEAD } from '../../core/ahead.ts';

/** So many bytes of a file, and of all files, are read along with others; from so many files on. */
const MOST = 4_096;
const MOST_TOGETHER = 65_536;
const FEWEST = 3;

/** A file that should have this digest, by the numbers under which the shell knows what there is. */
interface Wanted {
  readonly path: string;
  readonly digest: string;
  readonly sum: number;
  readonly stat: number | undefined;
}

/**
 * Sets `umctl_odd` where one of these files has another content, and notes those that others on the host may read anyhow, and that are
 * small: for {@link READ_TEXTS}.
 */
export const noteOthers = (files: readonly Wanted[]): string =>
  files.length === 0
    ? ''
    : `umctl_texts= umctl_those= umctl_many=0 umctl_room=${MOST_TOGETHER}
umctl_other() {
  [ "$3" != "$4" ] || return 0
  umctl_odd=1
  [ -n "$3" ] || return 0
  case $2 in ???????r*) umctl_size=\${2#* } umctl_size=\${umctl_size%% *} ;; *) return 0 ;; esac
  [ "$umctl_size" -le ${MOST} ] && [ "$umctl_size" -le $umctl_room ] || return 0
  umctl_texts="$umctl_texts $5" umctl_those="$umctl_those$1:$umctl_size:$5 "
  umctl_many=$((umctl_many+1)) umctl_room=$((umctl_room-umctl_size))
}
${files
  .map(
    ({ path, digest, sum, stat }) =>
      `umctl_other ${sum} "${stat === undefined ? '' : `$${AHEAD.stat}${stat}`}" "$${AHEAD.sum}${sum}" ${digest} ${path}\n`,
  )
  .join('')}`;

/**
 * Sets a numbered variable for each file that was noted to its content and a dot: one grep(1) prints all of them, each line behind its
 * path, as this shell reads a call a byte. Nothing is set where another number of bytes came than there were (NUL): its digest would
 * not fit either.
 */
export const READ_TEXTS = `if [ $umctl_many -ge ${FEWEST} ]; then
umctl_nl='
'
umctl_said=$(grep -aH '' $umctl_texts 2>/dev/null)
set -f; IFS=$umctl_nl; set -- $umctl_said; set +f; unset IFS
umctl_item= umctl_content=
umctl_next() {
  if [ -n "$umctl_item" ]; then
    umctl_size=\${umctl_item#*:} umctl_size=\${umctl_size%%:*}
    [ \${#umctl_content} -le "$umctl_size" ] || umctl_content=\${umctl_content%"$umctl_nl"}
    [ \${#umctl_content} != "$umctl_size" ] || eval "${AHEAD.text}\${umctl_item%%:*}=\\$umctl_content."
  fi
  umctl_item=\${umctl_those%% *} umctl_those=\${umctl_those#* } umctl_content=
  umctl_begin=\${umctl_item#*:*:}:
}
umctl_next
for umctl_line in "$@"; do
  while case $umctl_line in "$umctl_begin"*) false ;; *) [ -n "$umctl_item" ] ;; esac; do umctl_next; done
  umctl_content=$umctl_content\${umctl_line#"$umctl_begin"}$umctl_nl
done
while [ -n "$umctl_item" ]; do umctl_next; done
fi
`;
