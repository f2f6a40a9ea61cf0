import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { keepFunction } from './shell/keep.ts';
import { beginning, observePath, parsePath } from './shell/observe.ts';
import { relabel } from './shell/replace.ts';
import { script } from './shell/script.ts';

interface Params {
  /** Absolute; its parent has to exist. */
  readonly path: string;
  /** Four octal digits. Default 0755. */
  readonly mode?: string;
  /** Names, not numbers. Default root. */
  readonly owner?: string;
  readonly group?: string;
}

type State = { readonly kind: string; readonly mode: string; readonly owner: string; readonly group: string };

/** A directory itself, not what is in it. */
export const directory = defineResource<Params, State>({
  type: 'directory',
  key: ({ path }) => path,
  impact: () => 'none',
  want: ({ mode = '0755', owner = 'root', group = 'root' }) => ({ kind: 'directory', mode, owner, group }),
  probe: ({ path, mode = '0755', owner = 'root', group = 'root' }) =>
    observePath(path, { contentAs: 'nothing', unless: beginning({ kind: 'directory', mode, owner, group }) }),
  parse: parsePath,
  apply: ({ path, mode = '0755', owner = 'root', group = 'root' }) => ({
    run: script(
      keepFunction,
      sh`p=${path} d=\${p%/*}
[ -d "$d/" ] || fail "$d is not a directory, so $p cannot be made in it; a directory() resource has to come first"
safe "$p"
if [ -L "$p" ] || { [ -e "$p" ] && [ ! -d "$p" ]; }; then keep "$p"; rm -f "$p"; fi
[ -d "$p" ] || mkdir "$p"
chown -h -- ${`${owner}:${group}`} "$p"
chmod -- ${mode} "$p"
${relabel}`,
    ),
  }),
});
