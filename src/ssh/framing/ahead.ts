import { AHEAD, type Ahead, aheadIn } from '../../core/ahead.ts';
import type { Question } from './ask-script.ts';

/** Questions that find in variables of their shell what one program told of all their paths, and the lines that ask it. */
export interface AskedAhead {
  readonly questions: readonly Question[];
  readonly definitions: string;
}

/** Asks one program, with arguments for all there is at `$@`; prints a line for each. */
const ASK: Readonly<Record<Ahead, { readonly there: string; readonly ask: string; readonly keep: string }>> = {
  stat: { there: '[ -e "$1" ] || [ -L "$1" ]', ask: "stat -c '%A %s %a %U %G'", keep: '$1' },
  // It would wait for somebody to write to a pipe.
  sum: { there: '[ -f "$1" ] && [ ! -L "$1" ]', ask: 'sha256sum', keep: `\${1%% *}` },
};

/**
 * Defines `umctl_ahead_WHAT PATH…`, which leaves the answers in numbered variables: nothing where there is nothing, and nothing at
 * all where a path went or came meanwhile. Only built-in commands otherwise, which cost the host next to nothing.
 */
const asking = (what: Ahead): string => `umctl_ahead_${what}() {
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

/** A program for each path would be most of what a run costs a host. */
export function askedAhead(questions: readonly Question[]): AskedAhead {
  const paths: Readonly<Record<Ahead, Map<string, number>>> = { stat: new Map(), sum: new Map() };
  const place = (what: Ahead, path: string): number => {
    const known = paths[what].get(path) ?? paths[what].size;
    paths[what].set(path, known);
    return known;
  };
  const named = questions.map((question) => ({
    ...question,
    text: aheadIn(question.text, (what, path) => `${what}=$${AHEAD[what]}${place(what, path)}`),
  }));
  const used = (['stat', 'sum'] as const).filter((what) => paths[what].size > 0);
  return {
    questions: named,
    definitions: used
      .map((what) => `${asking(what)}umctl_ahead_${what} ${[...paths[what].keys()].join(' ')}\n`)
      .join(''),
  };
}
