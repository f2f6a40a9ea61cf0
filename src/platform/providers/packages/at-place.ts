import { sh } from '../../../core/sh.ts';
import type { Programs } from '../../../core/software.ts';
import type { PackageTool } from '../../../resources/package.ts';
import { relabel } from '../../../resources/shell/replace.ts';
import { script } from '../../../resources/shell/script.ts';

interface Place extends Programs {
  /** The package that has them. */
  readonly name: string;
}

/** Packages whose programs are found in one place, wherever they were built to be: a link leads there. */
export const atPlace = (tool: PackageTool, { name, program, directory, elsewhere }: Place): PackageTool => ({
  ...tool,
  probe: (names) => sh`{ ${tool.probe(names)}
} | while read -r state found; do
  [ "$state $found" = ${`installed ${name}`} ] && [ ! -x ${`${directory}/${program}`} ] || echo "$state $found"
done`,
  install: (names) =>
    names.includes(name)
      ? script(
          // A subshell that fails does not end the shell of EL 5 by itself: bash before 4 looks at simple commands only.
          sh`(${tool.install(names)}
)
[ $? = 0 ] || exit 1
for there in ${elsewhere}; do
  [ -x ${`${directory}/${program}`} ] || [ ! -x "$there"/${program} ] || {
    ln -sfn "$there" ${directory}
    p=${directory}
    ${relabel}
  }
done
[ -x ${`${directory}/${program}`} ] || fail ${`${name} has no ${program} in any of ${[directory, ...elsewhere].join(', ')}`}`,
        )
      : tool.install(names),
});
