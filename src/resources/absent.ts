import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { keepFunction } from './shell/keep.ts';
import { observePath, parsePath } from './shell/observe.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly path: string;
}

/** Nothing at a path; what was there is kept under umctl's state directory. */
export const absent = defineResource<Params, { readonly kind: string }>({
  type: 'absent',
  key: ({ path }) => path,
  restorable: 'files',
  want: () => ({ kind: 'absent' }),
  probe: ({ path }) => observePath(path, { contentAs: 'nothing', unless: 'absent' }),
  parse: parsePath,
  apply: ({ path }) => ({
    run: script(
      keepFunction,
      sh`p=${path}
safe "$p"
if [ -e "$p" ] || [ -L "$p" ]; then keep "$p"; rm -f "$p"; fi`,
    ),
  }),
  files: ({ path }) => [path],
});
