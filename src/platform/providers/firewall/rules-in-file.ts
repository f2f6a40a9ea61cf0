import type { Output } from '../../../core/connection.ts';
import { defineResource, type State } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { rewriteBlock } from '../../../resources/shell/block.ts';
import { script } from '../../../resources/shell/script.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { labelOf, NONE, OPEN, stateOf } from './opening.ts';

/** A rule: what it is known by, and the line that brings it about, in the file and now. */
interface Line {
  readonly id: string;
  readonly line: string;
}

/** A firewall whose rules are loaded from a file of the admin's at boot, and are told apart by their comments. */
export interface RulesInFile {
  /** `nftables` */
  readonly name: string;
  /** Default: `lets in what the cluster needs`. */
  readonly does?: string;
  /** Tells apart what umctl has in one file. Default: `firewall`. */
  readonly block?: string;
  readonly file: string;
  readonly lines: (opening: Opening) => readonly Line[];
  /**
   * Defines `live`, which prints the rules of umctl's that are in force as they are removed; `ids`, which makes of these, and of lines of
   * the file, what they are known by; `add` and `remove`, which read such lines. */
  readonly functions: Sh;
  /** Prints why nothing would load the file at boot. */
  readonly unloaded: Sh;
  /** See `rewriteBlock`. */
  readonly before?: Sh;
  readonly accepts: Sh;
}

interface Params {
  readonly openings: readonly Opening[];
  readonly of: RulesInFile;
}

const BLOCK = 'firewall';

const functionsOf = ({ file, functions, block = BLOCK }: RulesInFile): Sh => sh`${functions}
kept() { sed -n ${`/^# BEGIN umctl ${block}$/,/^# END umctl ${block}$/p`} ${file} 2>/dev/null | sed '1d;$d'; }`;

const stdinOf = ({ openings, of }: Params): string =>
  [...new Set(openings.flatMap((opening) => of.lines(opening).map(({ id, line }) => `${id}\t${line}\n`)))].join('');

/** Defines `missing IDS`, which prints the wanted lines that are not among these; and `which`, which keeps lines that are `wanted`, or `left`. */
const SORTED: Sh = sh`wanted=$(cat)
tab=$(printf '\\t')
wanted_ids=$(printf '%s\\n' "$wanted" | cut -f 1)
missing() {
  printf '%s\\n' "$wanted" | while IFS="$tab" read -r id line; do
    [ -z "$id" ] || printf '%s\\n' "$1" | grep -qxF -- "$id" || printf '%s\\n' "$line"
  done
}
which() {
  while IFS= read -r line; do
    if printf '%s\\n' "$wanted_ids" | grep -qxF -- "$(printf '%s\\n' "$line" | ids)"; then found=wanted; else found=left; fi
    [ "$found" != "$1" ] || printf '%s\\n' "$line"
  done
}`;

/** Has the file hold `$content`, or no block where that is empty. */
const rewrite = ({ file, before, accepts, block = BLOCK }: RulesInFile): Sh => {
  const how = { name: block, accepts, ...(before === undefined ? {} : { before }) };
  return sh`if [ -n "$content" ]; then
${rewriteBlock(file, { ...how, content: sh`"$content"` })}
else
${rewriteBlock(file, how)}
fi`;
};

const openInFile = defineResource<Params, State>({
  type: 'firewall',
  key: ({ of: { name } }) => name,
  title: ({ of: { name, does = 'lets in what the cluster needs' } }) => `${name} ${does}`,
  want: ({ openings, of }) =>
    Object.fromEntries(openings.flatMap((one) => (of.lines(one).length === 0 ? [] : [[labelOf(one), OPEN]]))),
  probe: ({ of }) => sh`${functionsOf(of)}
live | ids | sed 's/^/now|/'
kept | ids | sed 's/^/kept|/'
{ ${of.unloaded}
} | sed 's/^/unloaded|/'`,
  parse: parseOpen,
  apply: (params) => ({
    run: script(
      functionsOf(params.of),
      SORTED,
      sh`content=$(kept; missing "$(kept | ids)")`,
      rewrite(params.of),
      sh`new=$(missing "$(live | ids)")
[ -z "$new" ] || printf '%s\\n' "$new" | add`,
    ),
    stdin: stdinOf(params),
  }),
  files: ({ of: { file } }) => [file],
  impact: () => 'none',
  // What runs stays: with its port closed at the next boot, two directors would not hear each other.
  staysInRestore: 'the cluster needs what it lets in',
});

function parseOpen({ stdout }: Output, { openings, of }: Params): State {
  const lines = stdout.split('\n');
  const said = new Set(lines);
  const [unloaded] = lines.flatMap((line) => (line.startsWith('unloaded|') ? [line.slice('unloaded|'.length)] : []));
  const states = openings.flatMap((opening) => {
    const ids = of.lines(opening).map(({ id }) => id);
    const has = (when: string) => ids.every((id) => said.has(`${when}|${id}`));
    return ids.length === 0 ? [] : [[labelOf(opening), stateOf({ now: has('now'), kept: has('kept') })]];
  });
  return {
    ...Object.fromEntries(states),
    ...(unloaded === undefined
      ? {}
      : {
          cannot: `${unloaded}; have it loaded at boot, or let in by hand what the cluster needs and set \`firewall: leave\``,
        }),
  };
}

const closedInFile = defineResource<Params, { readonly left: string }>({
  type: 'firewall closed',
  key: ({ of: { name } }) => name,
  title: ({ of: { name } }) => `${name} lets in no more than the cluster needs`,
  want: () => ({ left: NONE }),
  probe: ({ of }) => sh`${functionsOf(of)}
{ live; kept; } | ids | sort -u`,
  parse({ stdout }, { openings, of }) {
    const wanted = new Set(openings.flatMap((opening) => of.lines(opening).map(({ id }) => id)));
    const left = stdout.split('\n').filter((id) => id !== '' && !wanted.has(id));
    return { left: left.join('; ') || NONE };
  },
  files: ({ of: { file } }) => [file],
  apply: (params) => ({
    run: script(
      functionsOf(params.of),
      SORTED,
      sh`content=$(kept | which wanted)`,
      rewrite(params.of),
      sh`old=$(live | which left)
[ -z "$old" ] || printf '%s\\n' "$old" | remove`,
    ),
    stdin: stdinOf(params),
  }),
  impact: () => 'none',
});

export const rulesInFile = (params: Params, extent: 'open' | 'close') =>
  extent === 'open' ? openInFile(params) : closedInFile(params);
