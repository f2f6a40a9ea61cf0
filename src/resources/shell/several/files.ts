import { type Sh, sh } from '../../../core/sh.ts';
import { STAGE } from '../replace.ts';

/**
 * What begins both programs: their arguments are where a wish to stop shows, and for each file NEW SIZE PATH MODE OWNER:GROUP, all
 * plain words. NEW is in {@link STAGE}, or hidden beside PATH. Defines `each FUNCTION`, which calls it for every file; `list WORD…`, whose words then stand in `$words`, one to be
 * taken off the front by `next`; and has the names in `$news` and `$paths`, the directories in `$dirs`, and those beside in `$stages`.
 */
export const filesOf: Sh = sh`stop=$1
shift
all=$*
each() {
  do=$1
  set -- $all
  while [ $# -gt 0 ]; do
    new=$1 size=$2 p=$3 d=\${3%/*} mode=$4 belongs=$5
    $do
    shift 5
  done
}
list() { words=; for word; do words="$words$word "; done; }
next() { word=\${words%% *} words=\${words#* }; }
dirs= paths= news= stages=
known() {
  case $new in */${STAGE}/*) case "$stages " in *" \${new%/*} "*) ;; *) stages="$stages \${new%/*}" ;; esac ;; esac
  case "$dirs " in *" $d "*) ;; *) dirs="$dirs $d" ;; esac
  paths="$paths $p" news="$news $new"
}
each known`;
