import type { Resource } from '../../src/core/resource.ts';
import { containsSecret } from '../../src/core/secrets.ts';
import { sh } from '../../src/core/sh.ts';
import { file } from '../../src/resources/file.ts';
import { CONFIGURATION_FILE, PRIORITY_FILE, RUN } from './paths.ts';

/**
 * keepalived itself passes over what it does not understand, and goes on with what is left; until 2.2, `-t` ends well then,
 * too, and only says so. From 2.2.8 on it wants to see the file that it tracks, which is made when it starts.
 * A line that it names is shown, as nobody can look it up: but not one with a password in it.
 */
const ACCEPTS = sh`for made in $(sed -n ${`s|^  file "\\(${RUN}/[0-9]*\\)/next"$|\\1|p`} "$t"); do mkdir -p "$made"; done
[ -e ${PRIORITY_FILE} ] || { mkdir -p ${RUN} && printf 0 > ${PRIORITY_FILE}; } || fail "cannot make ${PRIORITY_FILE}"
said=$(keepalived -t -f "$t" 2>&1) && [ -z "$said" ] || {
  number=$(printf '%s\\n' "$said" | sed -n 's/.*[Ll]ine \\([0-9][0-9]*\\)).*/\\1/p' | head -n 1)
  [ -z "$number" ] || said="$said
line $number:$(sed -n "$number{/auth_pass/!p;}" "$t")"
  fail "keepalived does not accept the new $p, which is as it was:
$said
Change in the inventory what it speaks of, and run umctl apply again; $(keepalived --version 2>&1 | head -n 1)."
}`;

/** /etc/keepalived/keepalived.conf, which only takes its place if the host's own keepalived understands all of it. */
export const configurationFile = (content: string, more: Pick<Resource, 'resetBy'> = {}): Resource =>
  file({ path: CONFIGURATION_FILE, content, mode: containsSecret(content) ? '0600' : '0644', accepts: ACCEPTS }, more);
