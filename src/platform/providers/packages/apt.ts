import { type Sh, sh } from '../../../core/sh.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { script } from '../../../resources/shell/script.ts';
import { aptOffers } from './apt-offers.ts';
import { INSTALL } from './apt-options.ts';
import { aptSayings } from './apt-sayings.ts';
import { busyFunction, type Locks } from './busy.ts';
import { hintFunction } from './hints.ts';
import { logFile } from './log.ts';
import { NOT_INSTALLED } from './not-installed.ts';

/** Prints how far the wanted names are installed: unpacked or half-configured is not enough; see dpkg-query(1). */
const probe = (names: readonly string[]): Sh =>
  sh`dpkg-query -W -f='\${Package} \${Status}\\n' ${names} 2>/dev/null | while read -r name _ _ status; do
  case $status in not-installed | config-files) ;; *) echo "$status $name" ;; esac
done`;

/** apt's, in the order in which it takes them. Whoever upgrades unattended has the first one all the time. */
const locks: Locks = {
  locked: [
    '/var/lib/dpkg/lock-frontend',
    '/var/lib/dpkg/lock',
    '/var/lib/apt/lists/lock',
    '/var/cache/apt/archives/lock',
  ],
  noted: [],
};

/**
 * What packages ask, show or restart is left out: nobody is there to answer, and what runs is changed by the plan only.
 * needrestart(1) would restart services that use what is installed. No descriptor is left for a question.
 */
const quiet = sh`export DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical UCF_FORCE_CONFFOLD=1
export LC_MESSAGES=C APT_LISTCHANGES_FRONTEND=none APT_LISTBUGS_FRONTEND=none NEEDRESTART_MODE=l NEEDRESTART_SUSPEND=1`;

/**
 * The first try is quiet: what makes it fail (no package lists or old ones, a dpkg that was cut off) is put right
 * before the second, whose errors count. Others may have begun their work meanwhile.
 */
const install = (names: readonly string[]): Sh =>
  script(
    busyFunction(locks),
    hintFunction(aptSayings),
    logFile,
    sh`${quiet}
unknown=${`apt-get${NOT_INSTALLED}`}
get() { apt-get ${INSTALL} install ${names} </dev/null; }
busy
get >/dev/null 2>&1 || {
  busy
  dpkg --configure -a --force-confdef --force-confold </dev/null >"$log" 2>&1 || :
  apt-get -q -o DPkg::Lock::Timeout=60 update </dev/null 2>>"$log" >/dev/null || :
  get >>"$log" 2>&1 || {
    busy
    { grep '^[EW]: ' "$log"; tail -n 12 "$log"; } | awk 'NF && !told[$0]++' >&2
    next=$(hint "$(cat "$log")")
    fail "\${next:-$unknown}"
  }
}
for name in ${names}; do
  case $(dpkg-query -W -f='\${Status}' "$name") in
    *'ok installed'*) ;;
    *) fail "apt-get ended well, yet $name is not installed" ;;
  esac
done`,
  );

/** The packages of Debian and its kin. */
export const apt: PackageTool = { probe, offers: aptOffers, install };
