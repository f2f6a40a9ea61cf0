/**
 * Shell functions for private directories on a host, `umctl.` and eight letters: whose they are, and whether that
 * process is still there. A number is used again, so the process is told by its start (proc(5), stat, field 22), too.
 *
 * note   FILE: writes down the shell that runs it, a subshell as itself. exec keeps both.
 * alive  FILE: whether the process is there; leaves its number in `$pid`. One that is dead and not yet reaped is not.
 */
export const OWN_PROCESS = `note() { read -r pid stat </proc/self/stat && set -- "$1" \${stat##*\\) } && echo "$pid \${21}" >"$1"; }
alive() {
  read -r pid started <"$1" && read -r stat <"/proc/$pid/stat" && set -- \${stat##*\\) } || return 1
  [ "$1" != Z ] && [ "\${20}" = "$started" ]
} 2>/dev/null
`;
