import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { script } from '../../../resources/shell/script.ts';
import { busyFunction, type Locks } from './busy.ts';
import { hintFunction } from './hints.ts';
import { logFile } from './log.ts';
import { NOT_INSTALLED } from './not-installed.ts';
import { dnfOffers, yumOffers } from './rpm-offers.ts';
import { rpmSayings } from './rpm-sayings.ts';

/** Defines `installed NAME`: whether a package of that name, or one that stands for it, is installed; see rpm(8). */
const installed: Sh = sh`installed() { rpm -q --whatprovides "$1" >/dev/null 2>&1; }`;

/** A database that cannot be read knows of nothing, which is not to be taken for a host without packages. */
const probe = (names: readonly string[]): Sh => sh`${installed}
${hintFunction(rpmSayings)}
said=$(LC_ALL=C rpm -q rpm 2>&1 >/dev/null)
case $said in *error:*) echo "refused $(echo $said) $(hint "$said")" ;; esac
for name in ${names}; do
  if installed "$name"; then echo "installed $name"; fi
done`;

/**
 * By what dnf, yum and rpm keep others out: files that hold a process id (dnf 4, yum), and files that are locked (rpm, dnf 5).
 */
const locks: Locks = {
  locked: [
    '/var/run/dnf/rpmtransaction.lock',
    '/usr/lib/sysimage/libdnf5/system-repo.lock',
    '/var/lib/dnf/system-repo.lock',
    '/var/lib/rpm/.rpm.lock',
    '/usr/lib/sysimage/rpm/.rpm.lock',
  ],
  noted: ['/var/run/yum.pid', '/var/cache/dnf/*.pid', '/var/lib/dnf/*.pid', '/var/log/log_lock.pid'],
};

/** A program that installs rpm's packages from repositories. */
interface Program {
  readonly name: string;
  /** Installs packages without asking. */
  readonly install: Sh;
  /** Has it read the repositories' lists anew. */
  readonly refresh: Sh;
  /** See `PackageTool.offers`. */
  readonly offers: Sh;
}

/**
 * The first try is quiet: what makes it fail (lists that are out of date, a package that needs what the same try brought) is
 * put right before the second, whose errors count. It may end well without having installed everything, so rpm has the
 * last word on both. Others may have begun their work meanwhile.
 */
const install = (program: Program, names: readonly string[]): Sh =>
  script(
    joinSh([
      installed,
      busyFunction(locks),
      hintFunction(rpmSayings),
      logFile,
      sh`export LC_ALL=C
unknown=${`${program.name}${NOT_INSTALLED}`}
get() {
  ${program.install} ${names} </dev/null || return 1
  for name in ${names}; do
    installed "$name" || { echo ${program.name} "ended well, yet $name is not installed" >&2; return 1; }
  done
}
busy
get >"$log" 2>&1 || {
  first=$(tail -n 5 "$log")
  busy
  ${program.refresh} >/dev/null 2>&1 || :
  get >"$log" 2>&1
} || {
  busy
  tail -n 14 "$log" >&2
  printf '%s\\n' 'the first try ended with:' "$first" >&2
  next=$(hint "$(cat "$log")")
  fail "\${next:-$unknown}"
}`,
    ]),
  );

const packagesBy = (program: Program): PackageTool => ({
  probe,
  offers: program.offers,
  install: (names) => install(program, names),
});

/** Red Hat's kin since EL 8. */
export const dnf: PackageTool = packagesBy({
  name: 'dnf',
  install: sh`dnf -y --setopt=install_weak_deps=False --setopt=exit_on_lock=True install`,
  refresh: sh`dnf -q clean expire-cache`,
  offers: dnfOffers,
});

/** Red Hat's kin before. */
export const yum: PackageTool = packagesBy({
  name: 'yum',
  install: sh`yum -y install`,
  refresh: sh`yum -q clean metadata`,
  offers: yumOffers,
});
