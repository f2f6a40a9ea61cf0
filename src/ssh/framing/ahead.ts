import { posix } from 'node:path';
import { AHEAD, type Ahead, aheadIn } from '../../core/ahead.ts';
import type { Question } from './ask-script.ts';

/** Questions that find in variables of their shell what one program told of all their paths, and the lines that ask it. */
export interface AskedAhead {
  readonly questions: readonly Question[];
  readonly definitions: string;
}

/** What there is an answer to for each path. */
type Each = Exclude<Ahead, 'safe'>;

/** Asks one program, with arguments for all there is at `$@`; prints a line for each. */
const ASK: Readonly<Record<Each, { readonly there: string; readonly ask: string; readonly keep: string }>> = {
  stat: { there: '[ -e "$1" ] || [ -L "$1" ]', ask: "stat -c '%A %s %a %U %G'", keep: '$1' },
  // It would wait for somebody to write to a pipe.
  sum: { there: '[ -f "$1" ] && [ ! -L "$1" ]', ask: 'sha256sum', keep: `\${1%% *}` },
};

/**
 * Defines `umctl_ahead_WHAT PATH…`, which leaves the answers in numbered variables: nothing where there is nothing, and nothing at
 * all where a path went or came meanwhile. Only built-in commands otherwise, which cost the host next to nothing.
 */
const asking = (what: Each): string => `umctl_ahead_${what}() {
  umctl_left=$# umctl_places= umctl_nl='
'
  umctl_i=0 umctl_count=0
  while [ $umctl_left -gt 0 ]; do
    if ${ASK[what].there}; then umctl_places="$umctl_places $umctl_i"; umctl_count=$((umctl_count+1)); set -- "$@" "$1"; fi
    shift; umctl_i=$((umctl_i+1)); umctl_left=$((umctl_left-1))
  done
  [ $# -gt 0 ] || set -- /
  umctl_said=$(${ASK[what].ask} "$@" 2>/dev/null)
  set -f; IFS=$umctl_nl; set -- $umctl_said; set +f; unset IFS
  if [ $# -eq $umctl_count ]; then
    for umctl_i in $umctl_places; do eval "${AHEAD[what]}$umctl_i=\\${ASK[what].keep}"; shift; done
  fi
}
`;

/**
 * Sets `umctl_safe` where something else is at one of the paths than should be, or nothing, and nothing at all is unusual: each directory on their ways is root's alone, and
 * neither they nor the directories have an attribute that keeps root out (chattr(1)). Else each question looks closer, for itself.
 */
function askSafe(wanted: ReadonlyMap<string, string | undefined>, numbers: ReadonlyMap<string, number>): string {
  const paths = [...wanted.keys()];
  const others = [...wanted].flatMap(([path, sum]) => {
    const number = numbers.get(path);
    return sum === undefined || number === undefined ? [] : [`[ "$${AHEAD.sum}${number}" = ${sum} ] || umctl_safe=1\n`];
  });
  const ways = [...new Set(paths.flatMap(directoriesOn))];
  return `umctl_safe=
for umctl_i in ${paths.join(' ')}; do
  [ -e "$umctl_i" ] || { umctl_safe=1; break; }
done
${others.join('')}if [ -n "$umctl_safe" ]; then
  umctl_left=${ways.length}
  for umctl_i in $(stat -c '%u:%A' ${ways.join(' ')} 2>/dev/null); do
    case $umctl_i in 0:d????-??-?) umctl_left=$((umctl_left-1)) ;; esac
  done
  [ $umctl_left = 0 ] || umctl_safe=
fi
if [ -n "$umctl_safe" ] && command -v lsattr >/dev/null 2>&1; then
  for umctl_i in $(lsattr -d ${[...ways, ...paths].join(' ')} 2>/dev/null); do
    case $umctl_i in /*) ;; *[ia]*) umctl_safe= ;; esac
  done
fi
`;
}

/** `/`, and so on to the one that the path is in. */
function directoriesOn(path: string): readonly string[] {
  const up = posix.dirname(path);
  return up === path ? [] : [...directoriesOn(up), up];
}

/** A program for each path would be most of what a run costs a host. */
export function askedAhead(questions: readonly Question[]): AskedAhead {
  const paths: Readonly<Record<Each, Map<string, number>>> = { stat: new Map(), sum: new Map() };
  const safe = new Map<string, string | undefined>();
  const place = (what: Each, path: string): number => {
    const known = paths[what].get(path) ?? paths[what].size;
    paths[what].set(path, known);
    return known;
  };
  const named = questions.map((question) => ({
    ...question,
    text: aheadIn(question.text, (what, path, sum) => {
      if (what !== 'safe') return `${what}=$${AHEAD[what]}${place(what, path)}`;
      safe.set(path, sum);
      return `safe=$${AHEAD.safe}`;
    }),
  }));
  const used = (['stat', 'sum'] as const).filter((what) => paths[what].size > 0);
  return {
    questions: named,
    definitions: [
      ...used.map((what) => `${asking(what)}umctl_ahead_${what} ${[...paths[what].keys()].join(' ')}\n`),
      ...(safe.size > 0 ? [askSafe(safe, paths.sum)] : []),
    ].join(''),
  };
}
