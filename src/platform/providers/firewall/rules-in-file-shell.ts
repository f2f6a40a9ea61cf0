import { type Sh, sh } from '../../../core/sh.ts';
import { rewriteBlock } from '../../../resources/shell/block.ts';
import type { Opening } from '../../capabilities/firewall.ts';

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

const BLOCK = 'firewall';

/** Defines, beside its own functions, `kept` and `block_of FILE`: umctl's lines of the file, and of a copy of it. */
export const functionsOf = ({ file, functions, block = BLOCK }: RulesInFile): Sh => sh`${functions}
block_of() { sed -n ${`/^# BEGIN umctl ${block}$/,/^# END umctl ${block}$/p`} "$1" 2>/dev/null | sed '1d;$d'; }
kept() { block_of ${file}; }`;

/** Defines `missing IDS`, which prints the wanted lines that are not among these; and `which`, which keeps lines that are `wanted`, or `left`. */
const SORTED: Sh = sh`tab=$(printf '\\t')
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

/** Has the lines in `$wanted` in the file and in force, beside those of umctl's that are there. */
export const openWanted = (of: RulesInFile): Sh => sh`${SORTED}
content=$(kept; missing "$(kept | ids)")
${rewrite(of)}
new=$(missing "$(live | ids)")
[ -z "$new" ] || printf '%s\n' "$new" | add`;

/** Takes away what of umctl's is not in `$wanted`. */
export const closeUnwanted = (of: RulesInFile): Sh => sh`${SORTED}
content=$(kept | which wanted)
${rewrite(of)}
old=$(live | which left)
[ -z "$old" ] || printf '%s\n' "$old" | remove`;
