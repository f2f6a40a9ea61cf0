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
 * Has it say what it would do, which tells of all names at once, provided ones too: each start of dnf takes a second. `misses` are
 * names that it does not find. It has nothing to do, or is told not to go on, where nothing is in the way, whatever it says of
 * better versions; packages that are excluded, or of modules that are not enabled, it does not find (dnf 4), or calls the argument for
 * them one that matches those only (dnf 5). With -q, it keeps silent about them. Defines:
 * - `all OPTION…`: whether all names can be installed.
 * - `few`: of a simulation that failed, what is offered, and `asked`; fails where that is not told.
 * - `why`: of a simulation that failed, for what reasons.
 */
const simulation = sh`all() {
  LC_ALL=C program "$@" --assumeno --setopt=install_weak_deps=False install $names >"$scratch/said"
  said=$(cat "$scratch/said" "$scratch/err")
  case $said in *'Operation aborted'* | *'Nothing to do'*) ended=well ;; *) ended= ;; esac
  misses=$(printf '%s\\n' "$said" | sed -n 's/^No match for argument: //p; s/^Error: Unable to find a match: //p
    s/^Argument .\\([^ ]*\\). matches only .*/\\1/p')
  [ -n "$ended" ] && [ -z "$misses" ]
}
few() {
  case $misses,$said in ,*Problem*) ;; ,*) return 1 ;; esac
  for name in $names; do
    case " $(echo $misses) " in *" $name "*) ;; *) echo "offered $name" ;; esac
  done
  echo asked
}
why() {
  reasons=$(printf '%s\\n' "$said" | sed -n 's/^ *Problem[^:]*: */refused /p; s/^ *- /refused /p
    s/^\\(.*filtered out.*\\)/refused \\1/p; s/^\\(.*matches only .*\\)/refused \\1/p
    s/^>>> \\(Curl error [^[]*[^[ ]\\) \\[.*/refused \\1/p; s/^>>> \\(Status code: .*\\) - .*/refused \\1/p')
  [ -z "$reasons" ] || { echo "$reasons"; hint "$said" | sed 's/^/refused /'; }
}`;

/** yum of EL 5 and 6 cannot do that. */
const listing = sh`all() {
  known=$(found "$@")
  [ "$(echo "$known" | grep -c '^offered ')" = $(echo $names | wc -w) ]
}
few() { echo "$known"; }
why() { :; }`;

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
${simulates === true ? simulation : listing}
borrow() {
  ${cache}
}
every() { printf 'offered %s\\n' $names; echo asked; }
offers() {
  names="$*"
  ${scratch}
  if borrow && configuration "$borrowed" > "$scratch/conf" && all -C; then
    every
    return
  fi
  configuration "$scratch/cache" > "$scratch/conf"
  if all; then
    every
    return
  fi
  why
  known=$(few || found)
  echo "$known"
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
