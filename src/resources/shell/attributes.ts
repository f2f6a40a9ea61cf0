import { type Sh, sh } from '../../core/sh.ts';

/** Begins the line of an answer that names what a file has and the one in its place will not. */
const LOST = 'lost ';

/**
 * Defines `fixed PATH`, which prints what of chattr(1) keeps even root from changing what is at PATH, or the names in its
 * directory, with the command that ends that.
 */
export const fixedFunction: Sh = sh`fixed() {
  command -v lsattr >/dev/null 2>&1 || return 0
  lsattr -d "$1" "\${1%/*}/" 2>/dev/null | while read -r flags one; do
    one=\${one%/}
    case $flags in *i*) flag=i ;; *a*) flag=a ;; *) continue ;; esac
    echo "\${one:-/} has the attribute $flag of chattr(1), so not even root can change it; take it off: chattr -$flag '\${one:-/}'"
    break
  done
}`;

/**
 * Asks what the file at `$p` has beside content, mode and owner, in a line that comes only where there is something: another
 * file in its place has none of that. What SELinux says is not asked for, as that follows from the place.
 */
export const askLost: Sh = sh`if [ -f "$p" ] && [ ! -L "$p" ]; then
  lost=
  case $(ls -ld "$p") in ??????????+*) lost='its POSIX ACL, ' ;; esac
  [ -z "$(getcap "$p" 2>/dev/null)" ] || lost="$lost"'its capabilities, '
  [ -z "$(getfattr -h --absolute-names -m '^user' "$p" 2>/dev/null)" ] || lost="$lost"'its extended attributes, '
  [ -z "$lost" ] || echo ${LOST}"\${lost%, }"
fi`;

/** Takes that line off the front of an answer. */
export function lostIn(stdout: string): { readonly rest: string; readonly loses?: string } {
  if (!stdout.startsWith(LOST)) return { rest: stdout };
  const [first = '', ...lines] = stdout.split('\n');
  return { rest: lines.join('\n'), loses: first.slice(LOST.length) };
}
