import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { script } from '../../../resources/shell/script.ts';
import { NOT_INSTALLED } from './not-installed.ts';
import { dnfOffers, yumOffers } from './rpm-offers.ts';

/** Defines `installed NAME`: whether a package of that name, or one that stands for it, is installed; see rpm(8). */
const installed: Sh = sh`installed() { rpm -q --whatprovides "$1" >/dev/null 2>&1; }`;

const probe = (names: readonly string[]): Sh => sh`${installed}
for name in ${names}; do
  if installed "$name"; then echo "$name"; fi
done`;

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
 * last word on both.
 */
const install = (program: Program, names: readonly string[]): Sh =>
  script(
    joinSh([
      installed,
      sh`get() {
  ${program.install} ${names} </dev/null || return 1
  for name in ${names}; do
    installed "$name" || { echo ${program.name} "ended well, yet $name is not installed" >&2; return 1; }
  done
}
first=$(get 2>&1) || { ${program.refresh} || :; get; } || {
  printf '%s\\n' 'the first try ended with:' "$(printf %s "$first" | tail -n 5)" >&2
  fail ${`${program.name}${NOT_INSTALLED}`}
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
  install: sh`dnf -y --setopt=install_weak_deps=False install`,
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
