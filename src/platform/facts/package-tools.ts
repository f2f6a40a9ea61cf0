import { type Fact, linesIn } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';

/** What a system may have its packages by, as far as umctl knows it. */
export type PackageProgram = 'apt-get' | 'dnf' | 'yum';

const PROGRAMS: readonly PackageProgram[] = ['apt-get', 'dnf', 'yum'];

/** Which of them are there. It decides only where nothing but likeness tells what a system is. */
export const packagePrograms: Fact<readonly PackageProgram[]> = {
  id: 'packagePrograms',
  ask: sh`for program in ${PROGRAMS}; do
  if command -v "$program" >/dev/null 2>&1; then echo "$program"; fi
done`,
  parse: (output) => PROGRAMS.filter((program) => linesIn(output).includes(program)),
};
