import { type Sh, sh } from '../../core/sh.ts';
import type { PackageTool } from '../../resources/package.ts';
import { script } from '../../resources/shell/script.ts';

/** Defines `installed NAME`: whether a package of that name, or one that stands for it, is installed; see rpm(8). */
const installed: Sh = sh`installed() { rpm -q --whatprovides "$1" >/dev/null 2>&1; }`;

const probe = (names: readonly string[]): Sh => sh`${installed}
for name in ${names}; do
  if installed "$name"; then echo "$name"; fi
done`;

/**
 * The first try is quiet: what makes it fail (lists that are out of date) is put right before the second, whose errors
 * count. It may end well without having installed everything, so rpm has the last word.
 */
const install = (names: readonly string[]): Sh =>
  script(
    installed,
    sh`get() { dnf -y --setopt=install_weak_deps=False install ${names} </dev/null; }
get >/dev/null 2>&1 || { dnf -q clean expire-cache || :; get; }
for name in ${names}; do
  installed "$name" || fail "dnf ended well, yet $name is not installed"
done`,
  );

/** The packages of Red Hat's kin since EL 8. */
export const dnf: PackageTool = { probe, install };
