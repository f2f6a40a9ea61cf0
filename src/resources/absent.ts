import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { observePath, parsePath } from './shell/observe.ts';
import { script } from './shell/script.ts';
import { takeAwayFunction } from './shell/take-away.ts';

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
    run: script(takeAwayFunction, sh`take_away ${path}`),
  }),
  files: ({ path }) => [path],
});
