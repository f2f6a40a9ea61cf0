import { type Sh, sh } from '../../../core/sh.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { script } from '../../../resources/shell/script.ts';
import { aptOffers } from './apt-offers.ts';
import { NOT_INSTALLED } from './not-installed.ts';

/** Prints the wanted names that are installed whole: unpacked or half-configured is not enough; see dpkg-query(1). */
const probe = (names: readonly string[]): Sh =>
  sh`dpkg-query -W -f='\${Package} \${Status}\\n' ${names} 2>/dev/null | while read -r name _ _ status; do
  [ "$status" != installed ] || echo "$name"
done`;

const options = [
  ...['-y', '-q', '--no-install-recommends'],
  // The admin's own version of a configuration file stays; umctl writes what it wants by itself.
  ...['-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold'],
  // Seconds to wait for another apt, such as an unattended upgrade; see apt-get(8).
  ...['-o', 'DPkg::Lock::Timeout=60'],
];

/**
 * The first try is quiet: what makes it fail (no package lists or old ones, a dpkg that was cut off) is put right
 * before the second, whose errors count.
 */
const install = (names: readonly string[]): Sh =>
  script(
    sh`export DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none NEEDRESTART_MODE=l
get() { apt-get ${options} install ${names} </dev/null; }
get >/dev/null 2>&1 || {
  dpkg --configure -a --force-confdef --force-confold </dev/null
  apt-get -q -o DPkg::Lock::Timeout=60 update || :
  get || fail ${`apt-get${NOT_INSTALLED}`}
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
