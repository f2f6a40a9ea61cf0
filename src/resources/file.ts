import { defineResource } from '../core/resource.ts';
import { containsSecret } from '../core/secrets.ts';
import { type Sh, sh } from '../core/sh.ts';
import { beginning, comparable, observePath, parsePath, recognised } from './shell/observe.ts';
import { beside, END, fill } from './shell/replace.ts';
import { script } from './shell/script.ts';
import { severalFiles } from './shell/several/several.ts';

interface Params {
  /** Absolute; its directory has to exist. */
  readonly path: string;
  /** May hold secrets; it is compared as text up to 256 kB and where others may read the host's, else by digest. */
  readonly content: string;
  /** Four octal digits. Default 0644. */
  readonly mode?: string;
  /** Names, not numbers. Default root. */
  readonly owner?: string;
  readonly group?: string;
  /** Succeeds where the new content, in the file `$t`, is good: what is not good never takes the place of what is there. */
  readonly accepts?: Sh;
}

type State = {
  readonly kind: string;
  readonly content: string;
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
};

const attributes = ({ mode = '0644', owner = 'root', group = 'root' }: Params) => ({ mode, owner, group });

/** A regular file, replaced atomically; what was there before is kept under umctl's state directory. */
export const file = defineResource<Params, State>({
  type: 'file',
  key: ({ path }) => path,
  impact: () => 'none',
  restorable: 'files',
  want: (params) => ({
    kind: 'file',
    content: containsSecret(params.content) ? params.content : comparable(params.content),
    ...attributes(params),
  }),
  probe: (params) => {
    const { path, content } = params;
    if (containsSecret(content)) return observePath(path, { contentAs: 'secret' });
    const unless = beginning({ kind: 'file', content, ...attributes(params) });
    return observePath(path, { contentAs: 'text', wanted: content, unless });
  },
  parse: (output, { content }) => recognised(parsePath(output), content),
  apply: (params, changed) => {
    const { mode, owner, group } = attributes(params);
    const several =
      params.accepts === undefined && changed('content')
        ? severalFiles({ path: params.path, mode, owner, group })
        : undefined;
    return {
      ...(several === undefined ? {} : { several }),
      run: script(
        beside(params.path),
        fill({ mode, owner, group }),
        ...(params.accepts === undefined ? [] : [params.accepts]),
        // Content that is right already stays untouched, so that no service takes it for new; but not where another user may
        // have it open for writing, which outlasts a change of owner and mode.
        sh`ours() { case $(stat -c '%A %U' "$p") in ?????-??-?' root' | ?????-??-?' '${owner}) ;; *) return 1 ;; esac; }
if same && ours; then
  keep "$p"
  chown -h -- ${`${owner}:${group}`} "$p"
  chmod -- ${mode} "$p"
else put
fi`,
      ),
      stdin: `${params.content}${END}`,
    };
  },
  files: ({ path }) => [path],
});
