import { OWN_PROCESS } from '../../../core/own-process.ts';
import { type Sh, sh } from '../../../core/sh.ts';

/**
 * Makes `$scratch`, a directory in memory that goes when the shell ends; returns 1 where there is none. What is asked of
 * repositories is kept there, so that a question leaves nothing on the host. What one left that was killed (kill -9) goes
 * with the next, or with the next commands that are run there (src/ssh/framing/run-script.ts).
 */
export const scratch: Sh = sh`${{ text: OWN_PROCESS }}
for parent in /dev/shm /run /tmp; do
  scratch=$(mktemp -d "$parent/umctl.XXXXXXXX" 2>/dev/null) && break
done
[ -n "$scratch" ] || return 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
for left in "$parent"/umctl.????????; do
  if [ -O "$left" ] && [ -f "$left/asker" ] && ! alive "$left/asker"; then rm -rf "$left"; fi
done
note "$scratch/asker" 2>/dev/null || :`;
