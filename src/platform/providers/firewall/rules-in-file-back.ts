import { defineResource } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { script } from '../../../resources/shell/script.ts';
import { NONE } from './opening.ts';
import { closeUnwanted, functionsOf, openWanted, type RulesInFile } from './rules-in-file-shell.ts';

/** The file as a run found it; none where there was no file. */
interface Then {
  readonly copy: string | undefined;
  readonly of: RulesInFile;
}

/** Defines `then_open`, which prints umctl's lines of then; and `missing_now`, which prints those that are not in force or not in the file. */
const thenOpen = ({ copy, of }: Then): Sh => sh`${functionsOf(of)}
then_open() { ${copy === undefined ? sh`:` : sh`block_of ${copy}`}; }
missing_now() {
  live=$(live | ids) kept=$(kept | ids)
  then_open | while IFS= read -r line; do
    id=$(printf '%s\n' "$line" | ids)
    { printf '%s\n' "$live" | grep -qxF -- "$id" && printf '%s\n' "$kept" | grep -qxF -- "$id"; } || printf '%s\t%s\n' "$id" "$line"
  done
}`;

const shown = (ids: readonly string[]): string => ids.join('; ') || NONE;
const linesOf = (stdout: string): readonly string[] => stdout.split('\n').filter((line) => line !== '');

/** What a run closed is open again. */
export const openedAgain = defineResource<Then, { readonly missing: string }>({
  type: 'firewall',
  key: ({ of: { name } }) => name,
  title: ({ of: { name } }) => `${name} lets in what it did before that run`,
  want: () => ({ missing: NONE }),
  probe: (then) => sh`${thenOpen(then)}
missing_now | cut -f 1`,
  parse: ({ stdout }) => ({ missing: shown(linesOf(stdout)) }),
  apply: (then) => ({ run: script(thenOpen(then), sh`wanted=$(missing_now)`, openWanted(then.of)) }),
  files: ({ of: { file } }) => [file],
  impact: () => 'none',
  restorable: 'files',
});

/** What a run opened is closed again, unless the inventory wants it. */
export const closedAgain = defineResource<Then & { readonly wanted: readonly string[] }, { readonly left: string }>({
  type: 'firewall closed',
  key: ({ of: { name } }) => name,
  title: ({ of: { name } }) => `${name} lets in no more than before that run, and what the cluster needs`,
  want: () => ({ left: NONE }),
  probe: (then) => sh`${thenOpen(then)}
{ live; kept; } | ids | sort -u
then_open | ids | sed 's/^/then|/'`,
  parse({ stdout }, { wanted }) {
    const lines = linesOf(stdout);
    const stays = new Set([
      ...wanted,
      ...lines.filter((line) => line.startsWith(THEN)).map((line) => line.slice(THEN.length)),
    ]);
    return { left: shown(lines.filter((line) => !line.startsWith(THEN) && !stays.has(line))) };
  },
  apply: (then) => ({
    run: script(thenOpen(then), sh`wanted=$(cat; then_open | ids)`, closeUnwanted(then.of)),
    stdin: then.wanted.map((id) => `${id}\n`).join(''),
  }),
  files: ({ of: { file } }) => [file],
  impact: () => 'none',
  restorable: 'files',
});

const THEN = 'then|';
