import type { Connection } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import { askHost, query, queryEach } from '../../core/query.ts';
import type { Secrets } from '../../core/secrets.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { keptBy, RUNS_KEPT_ON_NODE } from '../../resources/shell/keep.ts';
import { type Observed, observeCopy, parsePath } from '../../resources/shell/observe.ts';

/** What a run found at a path before it changed it. */
export type KeptPath =
  | {
      readonly tree: 'was';
      readonly path: string;
      readonly copy: string;
      readonly was: Observed;
      readonly hidden: boolean;
    }
  | { readonly tree: 'absent' | 'directory'; readonly path: string };

/** Said in place of everything else by a host that does not keep the run whole any more. */
const PRUNED = 'pruned';

/** One line a path: mode of the copy and of what is there now, in hex as stat(1) has them, tree and path. */
const list = (run: string): Sh => sh`cd ${keptBy(run)} 2>/dev/null || exit 0
if [ -e pruned ]; then echo ${PRUNED}; exit 0; fi
for tree in was absent directory; do
  if [ -d $tree ]; then find $tree ! -type d; fi
done | while IFS= read -r kept; do
  now=$(stat -c %f "/\${kept#*/}" 2>/dev/null) || now=-
  printf '%s %s %s\\n' "$(stat -c %f "$kept")" "$now" "$kept"
done`;

/**
 * Asks a host, in two exchanges, what a run kept there. Content travels only where everybody on the host may read both
 * the copy and what is there now, and where it is none of the `secret` paths.
 * @throws HostError where the run's copies are not whole any more
 */
export async function askKept(
  connection: Connection,
  run: string,
  secret: ReadonlySet<string>,
): Promise<readonly KeptPath[]> {
  const stdout = await askHost(
    connection,
    query({ run: list(run) }, (answer) => answer.stdout),
  );
  if (stdout.trim() === PRUNED) throw pruned(connection.host, run);
  const found = stdout.split('\n').flatMap((line) => parseLine(line, run, secret));
  const copies = found.filter((kept) => kept.tree === 'was');
  const states = copies.map((kept) =>
    query(
      { run: observeCopy(kept.copy, { contentAs: kept.hidden ? 'nothing' : 'text' }) },
      (answer) => [kept, parsePath(answer)] as const,
    ),
  );
  const observed = new Map(states.length === 0 ? [] : await askHost(connection, queryEach(states)));
  return found.map((kept) => (kept.tree === 'was' ? { ...kept, was: observed.get(kept) ?? {} } : kept));
}

/** The same, without the content of files and the targets of links that hold a secret: what is wanted is shown as it is. */
export const hideSecrets = (kept: readonly KeptPath[], { redact }: Pick<Secrets, 'redact'>): readonly KeptPath[] =>
  kept.map((one) => {
    if (one.tree !== 'was') return one;
    const { kind, content = '', target = '' } = one.was;
    // Everybody may read where a link leads.
    if (kind === 'link') return { ...one, hidden: redact(target) !== target };
    return { ...one, hidden: one.hidden || redact(content) !== content };
  });

const pruned = (host: string, run: string): HostError =>
  new HostError({
    host,
    exit: EXIT.failed,
    message: `run ${run} can no longer be restored completely: copies of umctl's own files are kept for ${RUNS_KEPT_ON_NODE} runs`,
    next: `Files that umctl did not write are still in ${keptBy(run)}: put them back by hand.`,
  });

function parseLine(line: string, run: string, secret: ReadonlySet<string>): readonly KeptPath[] {
  const [, copyMode = '', nowMode = '', tree = '', path = ''] =
    /^([0-9a-f]+) ([0-9a-f]+|-) (was|absent|directory)(\/.+)$/.exec(line) ?? [];
  if (tree === 'absent' || tree === 'directory') return [{ tree, path }];
  if (tree !== 'was') return [];
  const hidden = secret.has(path) || !isPublic(copyMode) || (nowMode !== '-' && !isPublic(nowMode));
  return [{ tree, path, copy: `${keptBy(run)}/was${path}`, was: {}, hidden }];
}

/** Whether others may read it (S_IROTH of inode(7)). */
const isPublic = (mode: string): boolean => (Number.parseInt(mode, 16) & 0o4) !== 0;
