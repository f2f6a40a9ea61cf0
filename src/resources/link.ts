import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { observePath, parsePath } from './shell/observe.ts';
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
  name: ({ path }) => path,
  want: ({ target }) => ({ kind: 'link', target }),
  probe: ({ path }) => observePath(path, 'nothing'),
  parse: parsePath,
  apply: ({ path, target }) => ({ run: script(beside(path), sh`ln -s -- ${target} "$t"`, sh`put`) }),
  files: ({ path }) => [path],
});
