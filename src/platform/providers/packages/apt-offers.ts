import { sh } from '../../../core/sh.ts';
import { scratch } from './scratch.ts';

/** Nothing that packages run beside an update, which may write: see apt.conf(5), `#clear`. */
const QUIET =
  '#clear APT::Update::Pre-Invoke;\n#clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n';

/** See `PackageTool.offers`. The host's own lists are asked first; what they do not know is asked of the repositories. */
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
offers() {
  names="$*"
  found=$(candidates)
  if [ "$(echo "$found" | grep -c .)" = $# ]; then echo "$found"; echo asked; return; fi
  ${scratch}
  mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial"
  printf %s ${QUIET} > "$scratch/conf"
  set -- -c "$scratch/conf" -o Dir::State::Lists="$scratch/lists" -o Dir::Cache="$scratch/cache"
  apt-get -q "$@" -o APT::Sandbox::User=root -o Acquire::Retries=0 -o Acquire::http::Timeout=20 \
    -o APT::Update::Error-Mode=any update >/dev/null 2>&1 && asked=asked || asked=
  candidates "$@"
  repositories "$@"
  echo $asked
}`;
