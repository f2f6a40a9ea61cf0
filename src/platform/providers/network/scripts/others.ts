import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { script } from '../../../../resources/shell/script.ts';
import { takeAwayFunction } from '../../../../resources/shell/take-away.ts';
import { WRITTEN } from './alias.ts';
import { FOLDER } from './folder.ts';

interface Params {
  readonly device: string;
  /** Those that are wanted. */
  readonly paths: readonly string[];
}

/** Prints the files of umctl's own for aliases of the device that are wanted no more. */
const others = ({ device, paths }: Params): Sh => sh`others() {
  for f in ${FOLDER}/ifcfg-${device}:*; do
    case " "${paths.join(' ')}" " in *" $f "*) continue ;; esac
    ! grep -qxF ${WRITTEN} "$f" 2>/dev/null || echo "$f"
  done
}`;

/** No file of umctl's own is left for an alias that is wanted no more. */
export const noOtherAliases = defineResource<Params, { readonly left: string }>({
  type: 'no other aliases',
  key: ({ device }) => device,
  restorable: 'files',
  want: () => ({ left: '' }),
  probe: (params) => joinSh([others(params), sh`others`]),
  parse: ({ stdout }) => ({ left: stdout.trim().replaceAll('\n', ' ') }),
  apply: (params) => ({
    run: script(takeAwayFunction, others(params), sh`others | while read -r p; do take_away "$p"; done`),
  }),
});
