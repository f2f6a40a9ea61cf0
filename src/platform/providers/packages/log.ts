import { type Sh, sh } from '../../../core/sh.ts';

/**
 * Makes `$log`, a file in memory for what a package tool says, gone with the script. No variable takes it: a daemon that a
 * package starts keeps that output open, and the shell would wait for it.
 */
export const logFile: Sh = sh`for parent in /run /dev/shm /tmp; do
  log=$(mktemp "$parent/.umctl-said.XXXXXXXX" 2>/dev/null) && break
done
trap 'rm -f "$log"' EXIT
trap 'exit 1' HUP INT TERM
[ -n "$log" ] || log=/dev/null`;
