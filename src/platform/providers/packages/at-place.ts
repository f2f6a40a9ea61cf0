import { sh } from '../../../core/sh.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { script } from '../../../resources/shell/script.ts';

interface Place {
  /** The package that has programs in a directory. */
  readonly name: string;
  /** One of the programs. */
  readonly program: string;
  /** Where the programs are expected. */
  readonly directory: string;
  /** Where some builds of the package have them instead. */
  readonly instead: readonly string[];
}

/** Packages whose programs are found in one place, wherever they were built to be: a link leads there. */
export const atPlace = (tool: PackageTool, { name, program, directory, instead }: Place): PackageTool => ({
  ...tool,
  probe: (names) => sh`{ ${tool.probe(names)}
} | while read -r found; do
  [ "$found" = ${name} ] && [ ! -x ${`${directory}/${program}`} ] || echo "$found"
done`,
  install: (names) =>
    names.includes(name)
      ? script(
          // A subshell that fails does not end the shell of EL 5 by itself: bash before 4 looks at simple commands only.
          sh`(${tool.install(names)}
)
[ $? = 0 ] || exit 1
for there in ${instead}; do
  [ -x ${`${directory}/${program}`} ] || [ ! -x "$there"/${program} ] || ln -sfn "$there" ${directory}
done
[ -x ${`${directory}/${program}`} ] || fail ${`${name} has no ${program} in any of ${[directory, ...instead].join(', ')}`}`,
        )
      : tool.install(names),
});
