import { type Sh, sh, unindented } from '../../../core/sh.ts';
import { flushFunction, KEPT, keptNow, WROTE } from '../keep.ts';
import { STAGE } from '../replace.ts';
import { script } from '../script.ts';
import { filesOf } from './files.ts';

/** What there is of all that is known to be kept of a path: see keptBy of keep.ts. */
const SORT: Sh = sh`kept=${keptNow}
part=${KEPT}/.part
copied= copies= copydirs= absent= own= need= stored=
need() { if [ ! -d "$1" ]; then case "$need " in *" $1 "*) ;; *) need="$need $1" ;; esac; fi; }
store() { case "$stored " in *" $1 "*) ;; *) stored="$stored $1" ;; esac; }
keep_one() {
  was=
  if [ -f "$p" ]; then next; was=$word; fi
  need ${WROTE}"$d"
  for tree in was absent directory; do
    if [ -e "$kept/$tree$p" ] || [ -L "$kept/$tree$p" ]; then return 0; fi
  done
  if [ -z "$was" ]; then absent="$absent $p"; need "$kept/absent$d"; store "$kept/absent$d"; return 0; fi
  copied="$copied $p" copies="$copies $part$p"
  case "$copydirs " in *" $d "*) ;; *) copydirs="$copydirs $d" ;; esac
  wrote=
  if [ -f ${WROTE}"$p" ]; then read -r wrote < ${WROTE}"$p" || :; fi
  if [ "$wrote" = "$was" ]; then own="$own $p"; need "$kept/own$d"; fi
}`;

/**
 * Keeps what is there, as \`keep\` does: all copies are made under another name, and are on disk with the new files before they get
 * their names.
 */
const KEEP: Sh = sh`for d in $copydirs; do need "$part$d"; store "$kept/was$d"; done
if [ -e "$part" ] || [ -L "$part" ]; then
  rm -rf "$part"
  for d in $copydirs; do need "$part$d"; done
fi
[ -z "$need" ] || mkdir -p $need
in_dir() { these=; for one in $copied; do case \${one%/*} in "$d") these="$these $1$one" ;; esac; done; }
for d in $copydirs; do
  in_dir ''
  cp -a $these "$part$d/"
done
parts=
for d in $copydirs; do parts="$parts $part$d"; done
flush $news $copies $parts
if [ -n "$copied" ] && [ ! -e "$kept/was" ]; then
  [ -d "$kept" ] || mkdir -p "$kept"
  mv -fT "$part" "$kept/was"
elif [ -n "$copied" ]; then
  for d in $copydirs; do
    [ -d "$kept/was$d" ] || mkdir -p "$kept/was$d"
    in_dir "$part"
    mv -f $these "$kept/was$d/"
  done
  rm -rf "$part"
fi
for p in $absent; do : > "$kept/absent$p"; done
for p in $own; do : > "$kept/own$p"; done
[ -z "$stored" ] || flush "$kept" $stored`;

/**
 * Brings new files whose content has arrived into their places, each by rename(2), once what was there is kept. Prints how many, from the
 * first, are in place, on disk and noted; the new files of others it takes away. One whose content is there already is not replaced.
 */
export const FINISH: Sh = unindented(
  script(
    filesOf,
    flushFunction,
    sh`clear() {
  set --
  for new in $news; do [ ! -e "$new" ] || set -- "$@" "$new"; done
  for one in $stages "$part"; do [ ! -e "$one" ] || set -- "$@" "$one"; done
  [ $# = 0 ] || rm -rf "$@"
}
part=${KEPT}/.none
trap clear EXIT
trap 'exit 1' HUP INT TERM
list $(stat -c %s $news)
whole() { next; [ "$word" = "$size" ] || exit 1; }
each whole
there=
is_there() { if [ -f "$p" ]; then there="$there $p"; fi; }
each is_there
told=$(sha256sum $news $there)
summed() { sums=; while [ $# -gt 0 ]; do sums="$sums$1 "; shift 2; done; }
summed $told
words=$sums
mine=
count() { next; mine="$mine$word "; }
each count`,
    SORT,
    sh`theirs=$words
each keep_one
[ -z "$words" ] || exit 1
same() {
  sum=\${mine%% *} mine=\${mine#* }
  if [ -f "$p" ]; then next; [ "$word" != "$sum" ] || exit 1; fi
}
sums=$mine words=$theirs
each same`,
    KEEP,
    sh`done=0 placed=
alone() {
  case " $stages " in *" $d/"${STAGE}" "*) [ ! -e "$d/"${STAGE} ] || rmdir "$d/"${STAGE} || return 1 ;; esac
  mv -fT "$new" "$p"
}
among() {
  these=
  for one in $news; do
    case $one in "$new") these=" $one" ;; "\${new%/*}"/*) [ -z "$these" ] || these="$these $one" ;; *) [ -z "$these" ] || break ;; esac
  done
  mv -f $these "$d/" || :
}
bring() {
  [ ! -e "$stop" ] || return 1
  case $new in */${STAGE}/*) among ;; *) alone ;; esac
}
set -- $all
while [ $# -gt 0 ]; do
  new=$1 p=$3 d=\${3%/*}
  [ ! -e "$new" ] || bring || break
  [ ! -e "$new" ] || break
  done=$((done+1))
  shift 5
done
note() {
  next
  if [ -e "$new" ]; then return 0; fi
  placed="$placed $p"
  { echo "$word" > ${WROTE}"$p"; } 2>/dev/null || :
}
flush $dirs
words=$sums
each note
[ -n "$placed" ] || exit 1
if command -v restorecon >/dev/null 2>&1; then restorecon $placed >&2 || echo "restorecon failed" >&2; fi
echo $done`,
  ),
);
