import { sh } from '../../../core/sh.ts';
import { INSTALL } from './apt-options.ts';
import { aptSayings } from './apt-sayings.ts';
import { hintFunction } from './hints.ts';
import { scratch } from './scratch.ts';

/** Nothing that packages run beside an update, which may write: see apt.conf(5), `#clear`. */
const QUIET =
  '#clear APT::Update::Pre-Invoke;\n#clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n';

/**
 * See `PackageTool.offers`. The host's own lists are asked first; what they do not know is asked of the repositories. Whether
 * what is offered can be installed is asked of apt-get itself, which simulates it (-s) and writes nothing.
 */
export const aptOffers = sh`candidates() {
  apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@" policy $names 2>/dev/null | while read -r word rest; do
    case "$word $rest" in
      'Candidate: (none)') ;;
      'Candidate: '*) echo "offered $name" ;;
      *': ') name=\${word%:} ;;
    esac
  done
}
repositories() { apt-get "$@" indextargets --format 'repository $(REPO_URI) $(RELEASE)' 2>/dev/null | sort -u; }
${hintFunction(aptSayings)}
possible() {
  said=$(LC_ALL=C apt-get -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@" -s ${INSTALL} install $names 2>&1 </dev/null) && return
  case $said in *E:*) ;; *) return ;; esac
  echo "$said" | sed -n 's/^ \\([^ ].* : .*\\)/refused \\1/p; s/^E: /refused apt-get: /p'
  for name in $(apt-mark showhold 2>/dev/null); do echo "refused on hold: $name"; done
  hint "$said" | sed 's/^/refused /'
  return 1
}
offers() {
  names="$*"
  found=$(candidates)
  if [ "$(echo "$found" | grep -c .)" = $# ] && possible >/dev/null; then echo "$found"; echo asked; return; fi
  ${scratch}
  mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial"
  printf %s ${QUIET} > "$scratch/conf"
  set -- -c "$scratch/conf" -o Dir::State::Lists="$scratch/lists" -o Dir::Cache="$scratch/cache"
  apt-get -q "$@" -o APT::Sandbox::User=root -o Acquire::Retries=0 -o Acquire::http::Timeout=20 \
    -o APT::Update::Error-Mode=any update >/dev/null 2>&1 && asked=asked || asked=
  found=$(candidates "$@")
  [ -z "$found" ] || echo "$found"
  if [ -n "$asked" ]; then names=$(echo "$found" | sed 's/^offered //'); [ -z "$names" ] || possible "$@" || :; fi
  repositories "$@"
  echo $asked
}`;
