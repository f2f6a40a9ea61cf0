import { type Sh, sh } from '../../../core/sh.ts';
import { scratch } from './scratch.ts';

/** Where dnf, version 4 and 5, keeps the repositories' lists. */
const CACHES = ['/var/cache/dnf', '/var/cache/libdnf5'];

/** What is in the caches, by links in a folder of our own: even with -C, dnf writes beside what it reads. */
const dnfCache = sh`borrowed=$scratch/cached
mkdir "$borrowed"
for cache in ${CACHES}; do
  for one in "$cache"/*; do
    case $one in *.json | *.pid | */'*') ;; *) ln -s "$one" "$borrowed" 2>/dev/null || : ;; esac
  done
done
[ -n "$(ls "$borrowed")" ]`;

/** Its configuration decides where yum's is; -C has it load nothing. */
const yumCache = sh`borrowed=`;

/**
 * See `PackageTool.offers`. The program's own cache is asked first (-C); what it does not know is asked of the repositories,
 * with cache and logs elsewhere. A package may go by a name that it provides only, which `list` does not look at.
 */
const offersOf = (program: 'dnf' | 'yum', { cache }: { readonly cache: Sh }): Sh => sh`configuration() {
  from=/etc/dnf/dnf.conf
  [ -f "$from" ] || from=/etc/yum.conf
  printf '[main]\\nlogdir=%s\\nlogfile=%s/log\\npersistdir=%s/persist\\n' "$scratch" "$scratch" "$scratch"
  [ -z "$1" ] || echo "cachedir=$1"
  [ ! -f "$from" ] || sed "/^\\[main\\]/d; /^logdir[ =]/d; /^logfile[ =]/d; /^persistdir[ =]/d; \${1:+/^cachedir[ =]/d}" "$from"
}
program() { ${program} -c "$scratch/conf" "$@" 2>"$scratch/err" </dev/null; }
found() {
  list=$(program -q "$@" list available $names) && sure=asked || sure=
  ! grep -qi 'no matching packages' "$scratch/err" || sure=asked
  for name in $names; do
    case " $(echo $list)" in
      *" $name."*) echo "offered $name" ;;
      *) if [ -n "$sure" ] && program -q "$@" provides "$name" | grep -q '^Repo '; then echo "offered $name"; fi ;;
    esac
  done
  echo $sure
}
borrow() {
  ${cache}
}
offers() {
  names="$*"
  ${scratch}
  if borrow; then
    configuration "$borrowed" > "$scratch/conf"
    known=$(found -C)
    if [ "$(echo "$known" | grep -c '^offered ')" = $# ]; then echo "$known"; return; fi
  fi
  configuration "$scratch/cache" > "$scratch/conf"
  found
  # With -q, yum says nothing here. It marks what is out of date or was not asked.
  program repolist | sed -n '/^repo id/,/^repolist:/p' | while read -r id rest; do
    id=\${id#!} id=\${id#\\*}
    case "$id $rest" in 'repo id'* | repolist:* | ' ') ;; *) echo "repository $id" ;; esac
  done
}`;

export const dnfOffers: Sh = offersOf('dnf', { cache: dnfCache });
export const yumOffers: Sh = offersOf('yum', { cache: yumCache });
