import { type MemberList, parseMembers } from '../../src/cluster/membership/list.ts';

/** What stood at a path before umctl changed it for the first time. */
export interface KeptTrace {
  readonly path: string;
  /** The run that keeps it. */
  readonly run: string;
  readonly kind: 'file' | 'link' | 'absent' | 'directory';
  /** Four octal digits, owner and group of a file; what a link says. */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  readonly target: string;
  /** Names of umctl's blocks that stand in the file now. */
  readonly blocks: readonly string[];
  /** Nothing but umctl's blocks stands there now. */
  readonly nothingElse: boolean;
}

/** What umctl has left on a host. */
export interface Traces extends MemberList {
  /** Services that umctl had load files. */
  readonly loaded: readonly string[];
  readonly kept: readonly KeptTrace[];
}

const KINDS = ['file', 'link', 'absent', 'directory'] as const;

/** Reads what `askTraces` prints. */
export function parseTraces(text: string): Traces {
  const lines = text.split('\n');
  const fields = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word}|`) ? [line.slice(word.length + 1).split('|')] : []));
  const blocks = fields('block').map(([name = '', path = '']) => ({ name, path }));
  const only = new Set(fields('only').map(([path]) => path));
  const attributes = new Map(
    fields('is').map(([mode = '', owner = '', group = '', ...copy]) => [copy.join('|'), { mode, owner, group }]),
  );
  const kept = fields('kept').flatMap(([run = '', given, target = '', path = '']) => {
    const kind = KINDS.find((one) => one === given);
    if (kind === undefined) return [];
    const { mode, owner, group } = attributes.get(`kept/${run}/was${path}`) ?? { mode: '', owner: '', group: '' };
    const mine = blocks.filter((block) => block.path === path).map(({ name }) => name);
    return [
      { path, run, kind, mode: mode.padStart(4, '0'), owner, group, target, blocks: mine, nothingElse: only.has(path) },
    ];
  });
  const loaded = lines.flatMap((line) => (line.startsWith('loaded ') ? [line.slice('loaded '.length)] : []));
  return { ...parseMembers(text), loaded, kept: kept.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}
