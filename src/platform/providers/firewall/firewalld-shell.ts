import { type Sh, sh } from '../../../core/sh.ts';
import { keepFunction, noteWritten } from '../../../resources/shell/keep.ts';
import { STATE_DIRECTORY } from '../../../resources/shell/script.ts';
import { NONE } from './opening.ts';

/** What umctl has opened itself, as `ZONE|RULE`: a rule of firewalld has no place for a comment. */
export const RECORD = `${STATE_DIRECTORY}/firewalld`;

/**
 * Defines `rules ZONE [--permanent]`, which prints the rules of a zone, or those that are in none; and `each VERB LINES`, which adds or
 * removes all rules of each zone at once, as a call of firewall-cmd takes half a second and more.
 */
export const firewalldFunctions: Sh = sh`rules() {
  if [ -n "$1" ]; then firewall-cmd $2 --zone="$1" --list-rich-rules; else firewall-cmd $2 --direct --get-all-rules; fi
}
each() {
  for zone in "" $(printf '%s\n' "$2" | cut -d '|' -f 1 | sort -u); do
    mine=$(printf '%s\n' "$2" | sed -n "s/^$zone|//p")
    [ -n "$mine" ] || continue
    set -- "$1" "$2"
    while IFS= read -r rule; do
      if [ -n "$zone" ]; then set -- "$@" "--$1-rich-rule=$rule"
      else for when in --permanent ''; do firewall-cmd -q $when --direct "--$1-rule" $rule; done; fi
    done <<RULES
$mine
RULES
    [ -n "$zone" ] || continue
    (shift 2; firewall-cmd -q --permanent --zone="$zone" "$@" && firewall-cmd -q --zone="$zone" "$@")
  done
}`;

/** Keeps the record as the run found it, has `$text` in its place, and notes that umctl wrote that. */
const writeRecord: Sh = sh`mkdir -p ${STATE_DIRECTORY}
keep ${RECORD}
p=${RECORD} sum=
if [ -n "$text" ]; then
  printf '%s\n' "$text" > "$p.new"
  mv -f "$p.new" "$p"
  ${noteWritten}
else rm -f "$p"; fi`;

/** Opens the rules in `$wanted`. One that the admin has made already stays the admin's, and is not noted. */
export const openWanted: Sh = sh`${keepFunction}
noted=$(cat ${RECORD} 2>/dev/null) || noted=
new=$(for zone in "" $(printf '%s\n' "$wanted" | cut -d '|' -f 1 | sort -u); do
  there=$(rules "$zone" --permanent)
  printf '%s\n' "$wanted" | sed -n "s/^$zone|//p" | while IFS= read -r rule; do
    printf '%s\n' "$there" | grep -qxF -- "$rule" || printf '%s\n' "$noted" | grep -qxF -- "$zone|$rule" ||
      printf '%s\n' "$zone|$rule"
  done
done)
if [ -n "$new" ]; then
  text=$(printf '%s\n' "$noted" "$new" | grep .)
  ${writeRecord}
fi
each add "$wanted"`;

/** Closes what is noted and not in `$wanted`. A zone that is not there any more has no rules to take away. */
export const closeUnwanted: Sh = sh`${keepFunction}
[ -f ${RECORD} ] || exit 0
left=$(printf '%s\n' "$wanted" | grep -vxF -f - ${RECORD}) || left=
for zone in $(printf '%s\n' "$left" | cut -d '|' -f 1 | sort -u); do
  rules "$zone" --permanent >/dev/null 2>&1 || left=$(printf '%s\n' "$left" | grep -v "^$zone|") || left=
done
each remove "$left"
text=$(printf '%s\n' "$wanted" | grep -xF -f - ${RECORD}) || text=
${writeRecord}`;

/** Lines of the record as people read them; those that count. */
export const shown = (lines: string, counts: (line: string) => boolean): string =>
  lines
    .split('\n')
    .filter((line) => line !== '' && counts(line))
    .map((line) => line.replace(/^([^|]*)\|/, (_, zone) => (zone === '' ? '' : `${zone}: `)))
    .join('; ') || NONE;
