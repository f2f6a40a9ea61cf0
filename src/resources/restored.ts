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
  /** What the copy is; the content of a file only where everybody may read it. */
  readonly was: Observed;
  /** What is in it is not to be shown: whether it is as before is all that is asked. */
  readonly hidden: boolean;
}

type State = Observed & Readonly<Record<string, string | undefined>>;

const AS_BEFORE = '(not shown) as it was before';
const OTHERWISE = '(not shown) something else';

/** A file or link as a run found it, from the copy that was kept of it; what is there now is kept in its turn. */
export const restored = defineResource<Params, State>({
  type: 'file',
  key: ({ path }) => path,
  impact: () => 'none',
  restorable: 'files',
  want: ({ was, hidden }) => (hidden ? withoutInside(was, AS_BEFORE) : { ...was }),
  probe: ({ path, copy, was, hidden }) =>
    hidden
      ? joinSh([
          sh`sum() { if [ -L "$1" ]; then readlink "$1"; else [ -f "$1" ] && sha256sum < "$1"; fi; }
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
  return withoutInside(observed, verdict === 'same' ? AS_BEFORE : OTHERWISE);
}

/** With other words in place of a file's content, or of where a link leads. */
function withoutInside(observed: Observed, words: string): State {
  if (observed.kind === 'link') return { ...observed, target: words };
  return observed.kind === 'file' ? { ...observed, content: words } : { ...observed };
}
