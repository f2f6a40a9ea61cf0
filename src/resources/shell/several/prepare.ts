import { type Sh, sh, unindented } from '../../../core/sh.ts';
import { plainFunction } from '../plain.ts';
import { PUBLIC, STAGE } from '../replace.ts';
import { script } from '../script.ts';
import { filesOf } from './files.ts';

/**
 * Makes the new files, empty and hidden beside their places, with owner and mode, as `fill` does for one. Where anything is unusual
 * (a place of others, a link, an attribute, an ACL that a directory hands down) it takes them away again and fails.
 */
export const PREPARE: Sh = unindented(
  script(
    filesOf,
    plainFunction,
    sh`made= old=
trap '[ -z "$made" ] || rm -rf $made' EXIT
trap 'exit 1' HUP INT TERM
plain $paths || exit 1
left() {
  new=$d/.\${p##*/}.umctl
  for one in "$new" "$new".????????; do
    if [ -e "$one" ] || [ -L "$one" ]; then
      case $one in *[!A-Za-z0-9_@%+=:,./-]*) exit 1 ;; esac
      old="$old $one"
    fi
  done
}
each left
for d in $dirs; do if [ -e "$d/"${STAGE} ]; then old="$old $d/"${STAGE}; fi; done
[ -z "$old" ] || rm -rf $old
if [ -n "$stages" ]; then
  made=$stages
  mkdir $stages
fi
first() { case $mode in ${PUBLIC}) mask=022 first=644 ;; *) mask=077 first=600 ;; esac; }
make() {
  first
  umask $mask
  : > "$new"
  made="$made $new"
}
set -C
each make
set +C
umask 077
list $(stat -c '%a:%U:%G' $news)
owners= modes=
judge() {
  first
  next
  case $word in $first:*) ;; *) exit 1 ;; esac
  [ "$word" = "$first:$belongs" ] || case "$owners " in *" $belongs "*) ;; *) owners="$owners $belongs" ;; esac
  [ "$mode" = "0$first" ] || case "$modes " in *" $mode "*) ;; *) modes="$modes $mode" ;; esac
}
each judge
of_this() { case "$belongs $mode" in "$one "* | *" $one") these="$these $new" ;; esac; }
for one in $owners; do
  these=
  each of_this
  chown -h -- "$one" $these
done
for one in $modes; do
  these=
  each of_this
  chmod -- "$one" $these
done
trap - EXIT`,
  ),
);
