import { type Fact, linesIn } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';

/** What a system may have its packages by, as far as umctl knows it. */
export type PackageProgram = 'apt-get' | 'dnf' | 'yum';

const PROGRAMS: readonly PackageProgram[] = ['apt-get', 'dnf', 'yum'];

/** Those of other systems. */
const OTHERS = ['microdnf', 'tdnf', 'zypper', 'urpmi', 'apk', 'pacman', 'emerge', 'nix-env'] as const;

/** The system is an image as a whole: rpm-ostree(1), bootc(8). */
const IMAGE = 'image';

/** Which of them are there; of others, too, and whether the system is an image. */
export type PackagePrograms = readonly (PackageProgram | (typeof OTHERS)[number] | typeof IMAGE)[];

const WORDS: PackagePrograms = [...PROGRAMS, ...OTHERS, IMAGE];

/** It decides only where nothing but likeness tells what a system is, and where none of those of umctl's can be used. */
export const packagePrograms: Fact<PackagePrograms> = {
  id: 'packagePrograms',
  ask: tidy(sh`for program in ${[...PROGRAMS, ...OTHERS]}; do
  if command -v "$program" >/dev/null 2>&1; then echo "$program"; fi
done
if [ -e /run/ostree-booted ]; then echo ${IMAGE}; fi`),
  parse: (output) => WORDS.filter((program) => linesIn(output).includes(program)),
};

/** Of those that umctl does not know, the first, on a host that has none of umctl's. */
export const foreignProgram = (found: PackagePrograms): string | undefined =>
  found.some((one) => PROGRAMS.some((known) => known === one))
    ? undefined
    : OTHERS.find((other) => found.includes(other));

export const isImage = (found: PackagePrograms): boolean => found.includes(IMAGE);
