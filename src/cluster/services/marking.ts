import { type Sh, sh } from '../../core/sh.ts';

/** What marks ranges of ports in the kernel; see tc-flower(8) and tc-skbedit(8). */
const MODULES = ['sch_ingress', 'cls_flower', 'act_skbedit'] as const;

const LACKS = 'its kernel has no module';

/** Prints what a host's kernel lacks of it. Of a kernel that has no modules in files nobody can tell, so nothing is said. */
export const askModules: Sh = sh`[ ! -d "/lib/modules/$(uname -r)" ] || ! command -v modprobe >/dev/null ||
  for one in ${MODULES}; do modprobe -n -q "$one" || echo ${LACKS} "$one"; done`;

/** cls_flower has had ranges of ports since then. */
const SINCE = 5;

/** Vendors have kept this one for years, with much of later ones; no version tells what. */
const KEPT = /^4\.18\./;

/**
 * Why a host's kernel cannot mark ranges of ports, as far as that can be told without trying.
 * @param kernel as `uname -r` has it
 * @param recalled what was said to {@link askModules}, among other lines
 */
export function hindrance(kernel: string, recalled: string): string | undefined {
  if (Number.parseInt(kernel, 10) < SINCE && !KEPT.test(kernel)) return `it has Linux ${kernel}`;
  const lacking = recalled
    .split('\n')
    .flatMap((line) => (line.startsWith(LACKS) ? [line.slice(LACKS.length + 1)] : []));
  return lacking.length === 0 ? undefined : `${LACKS} ${lacking.join(', ')}`;
}
