import { type Sh, sh } from '../../core/sh.ts';

/**
 * Makes `$scratch`, a directory in memory that goes when the shell ends; returns 1 where there is none. What is asked of
 * repositories is kept there, so that a question leaves nothing on the host.
 */
export const scratch: Sh = sh`for parent in /dev/shm /run /tmp; do
  scratch=$(mktemp -d "$parent/umctl.XXXXXXXX" 2>/dev/null) && break
done
[ -n "$scratch" ] || return 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM`;
