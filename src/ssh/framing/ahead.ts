import { posix } from 'node:path';
import { AHEAD, type Ahead, aheadIn } from '../../core/ahead.ts';
import { noteOthers, READ_TEXTS } from './ahead-text.ts';
import type { Question } from './ask-script.ts';

/** Questions that find in variables of their shell what one program told of all their paths, and the lines that ask it. */
export interface AskedAhead {
  readonly questions: readonly Question[];
  readonly definitions: string;
}

/** What there is an answer to for each path. */
type Each = Extract<Ahead, 'stat' | 'sum'>;

/** The numbers of paths, by what is asked of them. */
type Numbers = Readonly<Record<Each, ReadonlyMap<string, number>>>;

/** Asks one program of all paths that are there; prints a line for each. */
const ASK: Readonly<Record<Each, { readonly there: string; readonly ask: string; readonly keep: string }>> = {
  stat: {
    there: '[ -e "$umctl_path" ] || [ -L "$umctl_path" ]',
    ask: "stat -c '%u %A %s %a %U %G'",
    keep: `\${umctl_line#* }`,
  },
  // It would wait for somebody to write to a pipe.
  sum: { there: '[ -f "$umctl_path" ] && [ ! -L "$umctl_path" ]', ask: 'sha256sum', keep: `\${umctl_line%% *}` },
};

/** The same program tells whether the directories on the ways to all paths, `$umctl_ways`, are root's alone: then `$umctl_left` is 0. */
const WAYS: Readonly<Record<Each, { readonly ask: string; readonly keep: string; readonly lost: string }>> = {
  stat: {
    ask: `umctl_left=0
  for umctl_path in $umctl_ways; do
    if [ ! -e "$umctl_path" ]; then umctl_left=1; continue; fi
    umctl_there="$umctl_there $umctl_path" umctl_places="\${umctl_places}way " umctl_count=$((umctl_count+1))
  done
  `,
    keep: `case $umctl_places in 'way '*) case $umctl_line in '0 d'????-??-?' '*) ;; *) umctl_left=1 ;; esac; continue ;; esac
      `,
    lost: 'else umctl_left=1\n  ',
  },
  sum: { ask: '', keep: '', lost: '' },
};

/**
 * Defines `umctl_ahead_WHAT PATH…`, which leaves the answers in numbered variables: nothing where there is nothing, and nothing at
 * all where a path went or came meanwhile. Only built-in commands otherwise, which cost the host next to nothing.
 */
const asking = (what: Each): string => `umctl_ahead_${what}() {
  umctl_nl='
' umctl_places= umctl_there= umctl_i=0 umctl_count=0
  for umctl_path in "$@"; do
    if ${ASK[what].there}; then umctl_places="$umctl_places$umctl_i " umctl_there="$umctl_there $umctl_path" umctl_count=$((umctl_count+1)); fi
    umctl_i=$((umctl_i+1))
  done
  ${WAYS[what].ask}umctl_said=$(${ASK[what].ask} \${umctl_there:-/} 2>/dev/null)
  set -f; IFS=$umctl_nl; set -- $umctl_said; set +f; unset IFS
  if [ $# -eq $umctl_count ]; then
    for umctl_line in "$@"; do
      ${WAYS[what].keep}eval "${AHEAD[what]}\${umctl_places%% *}=\\${ASK[what].keep}"; umctl_places=\${umctl_places#* }
    done
  ${WAYS[what].lost}fi
}
`;

/**
 * Sets `umctl_safe` where something else is at one of the paths than should be, or nothing, and nothing at all is unusual: each directory on their ways is root's alone, and
 * neither they nor the directories have an attribute that keeps root out (chattr(1)). Else each question looks closer, for itself.
 */
function askSafe(wanted: ReadonlyMap<string, string | undefined>, numbers: Numbers): string {
  const knowsWays = numbers.stat.size > 0;
  const paths = [...wanted.keys()];
  const others = [...wanted].flatMap(([path, digest]) => {
    const sum = numbers.sum.get(path);
    return digest === undefined || sum === undefined ? [] : [{ path, digest, sum, stat: numbers.stat.get(path) }];
  });
  return `umctl_odd= umctl_at='${paths.join(' ')}'
for umctl_i in $umctl_at; do
  [ -e "$umctl_i" ] || { umctl_odd=1; break; }
done
${noteOthers(others)}umctl_safe=$umctl_odd
if [ -n "$umctl_safe" ]; then
  ${knowsWays ? '' : 'umctl_ahead_stat\n  '}[ $umctl_left = 0 ] || umctl_safe=
fi
if [ -n "$umctl_safe" ] && command -v lsattr >/dev/null 2>&1; then
  for umctl_i in $(lsattr -d $umctl_ways $umctl_at 2>/dev/null); do
    case $umctl_i in /*) ;; *[ia]*) umctl_safe= ;; esac
  done
fi
`;
}

/**
 * Sets `umctl_bare` where {@link askSafe} found that something is to be asked, and no file at its paths has what askLost asks for. Where
 * there is no getfattr(1), tar(1) tells of all files; what looks like the name of an attribute in their content has each asked for itself.
 */
const ASK_BARE = `umctl_bare=$umctl_odd
if [ -n "$umctl_bare" ]; then
umctl_nl='
'
set --
for umctl_i in $umctl_at; do
if [ -f "$umctl_i" ] && [ ! -L "$umctl_i" ]; then set -- "$@" "$umctl_i"; fi
done
fi
if [ -n "$umctl_bare" ] && [ $# -gt 0 ]; then
if command -v getfattr >/dev/null 2>&1; then umctl_said=$(getfattr -h --absolute-names -m - "$@" 2>/dev/null)
else
case $umctl_nl$(ls -ld "$@" 2>/dev/null) in "$umctl_nl" | *"$umctl_nl"??????????+*) umctl_bare= ;; esac
umctl_said=$(tar --xattrs -P -cf - "$@" 2>/dev/null | tr -c '[:print:]' '\\n' |
sed -n '1s/.*/told/p; s/^[0-9]* [A-Z]*\\.xattr\\.\\([^=]*\\)=.*/\\1/p')
[ -n "$umctl_said" ] || umctl_bare=
fi
case $umctl_nl$umctl_said in *"$umctl_nl"system.* | *"$umctl_nl"security.capability* | *"$umctl_nl"user.* | *"$umctl_nl"trusted.*) umctl_bare= ;; esac
fi
`;

/** `/`, and so on to the one that the path is in. */
function directoriesOn(path: string): readonly string[] {
  const up = posix.dirname(path);
  return up === path ? [] : [...directoriesOn(up), up];
}

/** A program for each path would be most of what a run costs a host. */
export function askedAhead(questions: readonly Question[]): AskedAhead {
  const paths: Readonly<Record<Each, Map<string, number>>> = { stat: new Map(), sum: new Map() };
  const safe = new Map<string, string | undefined>();
  let asksBare = false;
  const place = (what: Each, path: string): number => {
    const known = paths[what].get(path) ?? paths[what].size;
    paths[what].set(path, known);
    return known;
  };
  const named = questions.map((question) => ({
    ...question,
    text: aheadIn(question.text, (what, path, sum) => {
      if (what === 'stat' || what === 'sum') return `${what}=$${AHEAD[what]}${place(what, path)}`;
      if (what === 'text') return `${what}=$${AHEAD[what]}${place('sum', path)}`;
      if (what === 'bare') asksBare = true;
      else safe.set(path, sum);
      return `${what}=$${AHEAD[what]}`;
    }),
  }));
  const used = (['stat', 'sum'] as const).filter((what) => paths[what].size > 0);
  const defined = safe.size > 0 && !used.includes('stat') ? (['stat', ...used] as const) : used;
  const ways = [...new Set([...safe.keys()].flatMap(directoriesOn))];
  return {
    questions: named,
    definitions: [
      ...(defined.includes('stat') ? [`umctl_ways='${ways.join(' ')}'\n`] : []),
      ...defined.map(asking),
      ...used.map((what) => `umctl_ahead_${what} ${[...paths[what].keys()].join(' ')}\n`),
      ...(safe.size > 0 ? [askSafe(safe, paths)] : []),
      ...([...safe.keys()].some((path) => safe.get(path) !== undefined && paths.sum.has(path)) ? [READ_TEXTS] : []),
      ...(asksBare ? [ASK_BARE] : []),
    ].join(''),
  };
}
