import { ahead } from '../../core/ahead.ts';
import { type Sh, sh, shared, unindented } from '../../core/sh.ts';

/** Begins the line of an answer that names what a file has and the one in its place will not. */
const LOST = 'lost ';

/**
 * Defines `fixed PATH`, which prints what of chattr(1) keeps even root from changing what is at PATH, or the names in its
 * directory, with the command that ends that. Ends well whatever the host can tell: scripts stop at an error.
 */
export const fixedFunction: Sh = unindented(sh`fixed() {
  if command -v lsattr >/dev/null 2>&1; then
    lsattr -d "$1" "\${1%/*}/" 2>/dev/null | while read -r flags one; do
      one=\${one%/}
      case $flags in *i*) flag=i ;; *a*) flag=a ;; *) continue ;; esac
      echo "\${one:-/} has the attribute $flag of chattr(1), so not even root can change it; take it off: chattr -$flag '\${one:-/}'"
      break
    done
  fi
}`);

/**
 * Defines `extended FILE`, which prints the names of its extended attributes; fails where the host has no program that can
 * tell. getfattr(1) is a package of its own; tar(1) is in nearly every system, and writes them in front of the content.
 */
const extendedFunction: Sh = sh`extended() {
  if command -v getfattr >/dev/null 2>&1; then getfattr -h --absolute-names -m - "$1" 2>/dev/null | sed '/^#/d'
  else
    told=$(tar --xattrs -P -cf - "$1" 2>/dev/null | head -c 65536 | tr -c '[:print:]' '\\n')
    [ -n "$told" ] && printf '%s\\n' "$told" | sed -n 's/^[0-9]* [A-Z]*\\.xattr\\.\\([^=]*\\)=.*/\\1/p'
  fi
}`;

/**
 * Asks what the file at `$p` has beside content, mode and owner, in a line that comes only where there is something: another
 * file in its place has none of that. What SELinux says is not asked for, as that follows from the place.
 */
export const askLost = (path: string): Sh => sh`${ahead('bare', path)}
if [ -z "$bare" ]; then
${ASK_LOST}
fi`;

const ASK_LOST: Sh = shared(
  unindented(sh`if [ -f "$p" ] && [ ! -L "$p" ]; then
  ${extendedFunction}
  lost=
  case $(ls -ld "$p") in ??????????+*) lost='its POSIX ACL, ' ;; esac
  if names=$(extended "$p"); then
    case $names in *security.capability*) lost="$lost"'its capabilities, ' ;; esac
    case $names in *user.* | *trusted.*) lost="$lost"'its extended attributes, ' ;; esac
  else lost="$lost"'extended attributes and capabilities if it has any (the host has no getfattr, and no tar that can tell), '
  fi
  [ -z "$lost" ] || echo ${LOST}"\${lost%, }"
fi`),
);

/** Takes that line off the front of an answer. */
export function lostIn(stdout: string): { readonly rest: string; readonly loses?: string } {
  if (!stdout.startsWith(LOST)) return { rest: stdout };
  const [first = '', ...lines] = stdout.split('\n');
  return { rest: lines.join('\n'), loses: first.slice(LOST.length) };
}
