import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { beside, END } from './replace.ts';

interface Block {
  readonly begin: string;
  readonly end: string;
  /** The lines between, without the last newline; unset = no block. */
  readonly content?: string;
}

/**
 * Writes all lines of the file but the block's, and the block where it stood, or else at the end. Newlines go between
 * lines, and after the last one only where the file had one there; so taking a block out leaves the very bytes that
 * there were before it was put in.
 */
export const rewriteBlock = (path: string, { begin, end, content }: Block): Sh =>
  joinSh([
    beside(path, { follow: true }),
    sh`begin=${begin} end=${end}
out() { printf '%s%s' "$separator" "$1" || fail "cannot write $t; $p is as it was"; separator='
'; }
block() { ${content === undefined ? sh`:` : sh`out "$begin"; out ${content}; out "$end"`}; }
broken() { fail "$p: $1; nothing was changed: leave one pair of these two lines, or none, and run again"; }
[ -e "$p" ] || ${content === undefined ? sh`exit 0` : sh`:`}
if [ -e "$p" ]; then cp -p "$p" "$t"; from=$p; else (umask 022; : > "$t"); from=/dev/null; fi
{
  n=0 seen=0 separator= last='
'
  while IFS= read -r line || { [ -n "$line" ] && last=; }; do
    n=$((n+1))
    case $line in
      "$begin") [ $seen = 0 ] || broken "a second '$begin' in line $n"; seen=1; block ;;
      "$end") [ $seen = 1 ] || broken "'$end' without its beginning in line $n"; seen=2 ;;
      *) [ $seen = 1 ] || out "$line" ;;
    esac
  done < "$from"
  [ $seen != 1 ] || broken "'$begin' without its end"
  [ $seen = 2 ] || block
  [ -z "$separator" ] || printf %s "$last"
  printf %s ${END}
} > "$t"
whole
same || put`,
  ]);
