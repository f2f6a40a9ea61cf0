import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { beginning, observePath, parsePath } from './shell/observe.ts';
import { beside } from './shell/replace.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly path: string;
  /** What the link says, whether or not there is such a thing. */
  readonly target: string;
}

/** A symbolic link. */
export const link = defineResource<Params, { readonly kind: string; readonly target: string }>({
  type: 'link',
  key: ({ path }) => path,
  impact: () => 'none',
  restorable: 'files',
  want: ({ target }) => ({ kind: 'link', target }),
  probe: ({ path, target }) => observePath(path, { contentAs: 'nothing', unless: beginning({ kind: 'link', target }) }),
  parse: parsePath,
  apply: ({ path, target }) => ({ run: script(beside(path), sh`ln -s -- ${target} "$t"`, sh`put`) }),
  files: ({ path }) => [path],
});
