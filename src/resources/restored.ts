import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import { joinSh, sh } from '../core/sh.ts';
import { noteRestored } from './shell/keep.ts';
import { type Observed, observePath, parsePath, recognised } from './shell/observe.ts';
import { beside } from './shell/replace.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly path: string;
  /** The copy on the node that it is made from, byte for byte. */
  readonly copy: string;
  /** What the copy is; its content only where everybody may read it. */
  readonly was: Observed;
  /** Content that others may not read does not travel: whether it is as before is all that is asked. */
  readonly hidden: boolean;
}

type State = Observed & Readonly<Record<string, string | undefined>>;

const AS_BEFORE = '(not shown) as it was before';
const OTHERWISE = '(not shown) something else';

/** A file or link as a run found it, from the copy that was kept of it; what is there now is kept in its turn. */
export const restored = defineResource<Params, State>({
  type: 'file',
  name: ({ path }) => path,
  want: ({ was, hidden }) => (hidden && was.kind === 'file' ? { ...was, content: AS_BEFORE } : { ...was }),
  probe: ({ path, copy, was, hidden }) =>
    hidden
      ? joinSh([
          sh`sum() { [ -f "$1" ] && [ ! -L "$1" ] && sha256sum < "$1"; }
if now=$(sum ${path}) && [ "$now" = "$(sum ${copy})" ]; then echo same; else echo other; fi`,
          observePath(path, { contentAs: 'nothing' }),
        ])
      : observePath(path, { contentAs: 'text', ...(was.content === undefined ? {} : { wanted: was.content }) }),
  parse: (output, { was, hidden }) =>
    hidden ? parseHidden(output) : { ...recognised(parsePath(output), was.content ?? '') },
  apply: ({ path, copy }) => ({
    run: script(
      beside(path),
      sh`copy=${copy}
[ -e "$copy" ] || [ -L "$copy" ] || fail "$copy, which $p was to be restored from, is gone; $p is as it was"
cp -a "$copy" "$t" || fail "cannot write $t; $p is as it was"
put
${noteRestored}`,
    ),
  }),
  files: ({ path }) => [path],
});

function parseHidden(output: Output): State {
  const [verdict = '', ...rest] = output.stdout.split('\n');
  const observed = parsePath({ ...output, stdout: rest.join('\n') });
  if (observed.kind !== 'file') return { ...observed };
  return { ...observed, content: verdict === 'same' ? AS_BEFORE : OTHERWISE };
}
