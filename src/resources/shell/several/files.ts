import { type Sh, sh } from '../../../core/sh.ts';

/**
 * What begins both programs: their arguments are where a wish to stop shows, and for each file NEW SIZE PATH MODE OWNER:GROUP, all
 * plain words. Defines `each FUNCTION`, which calls it for every file; `list WORD…`, whose words then stand in `$words`, one to be
 * taken off the front by `next`; and has the names in `$news` and `$paths`, and the directories in `$dirs`.
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
dirs= paths= news=
known() {
  case "$dirs " in *" $d "*) ;; *) dirs="$dirs $d" ;; esac
  paths="$paths $p" news="$news $new"
}
each known`;
