import { BUSY } from '../../../core/connection.ts';
import { type Sh, sh } from '../../../core/sh.ts';

/** By what a package tool keeps others out while it is at work. */
export interface Locks {
  /** Files that it locks; see fcntl(2). */
  readonly locked: readonly string[];
  /** Files that hold the process id of whoever is at work; shell patterns. */
  readonly noted: readonly string[];
}

/**
 * Defines `busy`, which ends the script with {@link BUSY} while another process holds one of the locks, and says which. The
 * tool's own wait is not enough: dnf and yum wait for ever, and none tells anybody before it is over. A file is told from
 * another with the same inode number, on another file system, by what the process has open.
 */
export const busyFunction = ({ locked, noted }: Locks): Sh => sh`held() {
  echo "process $1 ($(tr '\\000' ' ' < "/proc/$1/cmdline" 2>/dev/null | cut -c 1-80 | sed 's/ *$//')) lets go of $2" >&2
  exit ${BUSY}
}
busy() {
  for lock in ${locked}; do
    lock=$(readlink -f "$lock") && inode=$(stat -c %i "$lock" 2>/dev/null) || continue
    while read -r _ kind _ _ pid file _; do
      case $kind:$file in POSIX:*:"$inode") ;; *) continue ;; esac
      if ls -l "/proc/$pid/fd" 2>/dev/null | grep -qF -- "-> $lock"; then held "$pid" "$lock"; fi
    done < /proc/locks
  done
  for lock in ${{ text: noted.join(' ') }}; do
    pid=$(cat "$lock" 2>/dev/null) || continue
    if [ -n "$pid" ] && [ -d "/proc/$pid" ]; then held "$pid" "$lock"; fi
  done
}`;
