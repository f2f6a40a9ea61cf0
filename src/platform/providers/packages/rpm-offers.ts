import { type Sh, sh } from '../../../core/sh.ts';
import { hintFunction } from './hints.ts';
import { rpmSayings } from './rpm-sayings.ts';
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

interface Asking {
  readonly program: 'dnf' | 'yum';
  readonly cache: Sh;
  /** Lists what is available; its names follow. */
  readonly list: Sh;
  /** Whether `--assumeno` has it tell what it would do. yum of EL 5 and 6 knows none. */
  readonly simulates?: true;
}

/**
 * Says why what is offered, or seems not to be, cannot be installed: packages that are excluded, or of modules that are not
 * enabled, are in no list. With -q, dnf keeps silent about them. It ends well or by being told not to go on where nothing
 * is in the way, whatever it says of better versions.
 */
const simulation = sh`possible() {
  LC_ALL=C program "$@" --assumeno --setopt=install_weak_deps=False install $names >"$scratch/said" && return
  said=$(cat "$scratch/said" "$scratch/err")
  case $said in *'Operation aborted'*) return ;; esac
  why=$(printf '%s\\n' "$said" | sed -n 's/^ *Problem[^:]*: */refused /p; s/^ *- */refused /p
    s/^\\(.*filtered out.*\\)/refused \\1/p; s/^\\(.*matches only .*\\)/refused \\1/p')
  [ -z "$why" ] || { echo "$why"; hint "$said" | sed 's/^/refused /'; return 1; }
}`;

/**
 * See `PackageTool.offers`. The program's own cache is asked first (-C); what it does not know is asked of the repositories,
 * with cache and logs elsewhere. A package may go by a name that it provides only, which `list` does not look at.
 * dnf 5 knows no short form of --config.
 */
const offersOf = ({ program, cache, list, simulates }: Asking): Sh => sh`configuration() {
  from=/etc/dnf/dnf.conf
  [ -f "$from" ] || from=/etc/yum.conf
  printf '[main]\\nlogdir=%s\\nlogfile=%s/log\\npersistdir=%s/persist\\n' "$scratch" "$scratch" "$scratch"
  [ -z "$1" ] || echo "cachedir=$1"
  [ ! -f "$from" ] || sed "/^\\[main\\]/d; /^logdir[ =]/d; /^logfile[ =]/d; /^persistdir[ =]/d; \${1:+/^cachedir[ =]/d}" "$from"
}
program() { ${program} --config="$scratch/conf" "$@" 2>"$scratch/err" </dev/null; }
${hintFunction(rpmSayings)}
${simulates === true ? simulation : sh`possible() { :; }`}
found() {
  list=$(program -q "$@" ${list} $names) && sure=asked || sure=
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
    if [ "$(echo "$known" | grep -c '^offered ')" = $# ] && possible -C >/dev/null; then echo "$known"; return; fi
  fi
  configuration "$scratch/cache" > "$scratch/conf"
  known=$(found)
  echo "$known"
  possible
  # With -q, yum says nothing here. It marks what is out of date or was not asked.
  LC_ALL=C program repolist > "$scratch/repos"
  if [ "$(echo "$known" | grep -c '^offered ')" != $# ]; then
    # What the plugin of subscription-manager says of a host that has no repositories for that reason.
    cat "$scratch/repos" "$scratch/err" | sed -n 's/^\\(.*not registered.*\\)/refused \\1/p' | sort -u
    hint "$(grep -h 'not registered' "$scratch/repos" "$scratch/err")" | sed 's/^/refused /'
  fi
  sed -n '/^repo id/,/^repolist:/p' "$scratch/repos" | while read -r id rest; do
    id=\${id#!} id=\${id#\\*}
    case "$id $rest" in 'repo id'* | repolist:* | ' ') ;; *) echo "repository $id" ;; esac
  done
}`;

export const dnfOffers: Sh = offersOf({
  program: 'dnf',
  cache: dnfCache,
  list: sh`list --available`,
  simulates: true,
});
export const yumOffers: Sh = offersOf({ program: 'yum', cache: yumCache, list: sh`list available` });
