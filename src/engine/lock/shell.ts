import { BUSY } from '../../core/connection.ts';
import { type Sh, sh } from '../../core/sh.ts';

/**
 * Where the lock lies. In /run, which is empty after a boot: no run outlives a reboot of the node it works on, so
 * its lock should not either. (/var/run: it is /run, or what was before there was a /run.)
 */
const LOCK = '/var/run/umctl.lock';

/** Shows who holds the lock: its name, and the holder. Nothing when nobody does. */
export const showLock: Sh = sh`for held in ${LOCK}/*; do
  if [ -f "$held" ]; then echo "\${held##*/}"; cat "$held" 2>/dev/null || :; fi
done`;

/**
 * Takes the lock for a run, whose holder comes on stdin, on one line; or prints who has it and ends with {@link BUSY}. The lock is a directory
 * with the holder's file in it, made beside and renamed into place: rename(2) replaces no directory but an empty one, so
 * one of many takers wins, and nobody ever sees a lock with half a holder. A lock that is left over is taken over by
 * removing the holder `over`, and that one only, from it: it is free then, to be taken by whoever is first. Who wins
 * removes what is beside, which may be another's who has just begun; so he who finds a lock that nobody has begins anew.
 */
export const takeLock = (run: string, { over }: { readonly over?: string }): Sh => sh`set -eu
umask 077
lock=${LOCK} new=${`${LOCK}.${run}`} mine=${run}
IFS= read -r holder
clear() { for old in "$@"; do [ ! -e "$old" ] || rm -rf "$old"; done; }
trap 'clear "$new"' EXIT
take() {
  mkdir -p "$new" && printf '%s\\n' "$holder" > "$new/$mine" && ${over === undefined ? sh`:` : sh`rm -f "$lock"/${over}`} &&
    mv -fT "$new" "$lock"
}
taken() { clear "$lock".*; exit 0; }
for try in 1 2 3 4 5; do
  ! take 2>/dev/null || taken
  held=$(${showLock})
  [ -z "$held" ] || { printf '%s\\n' "$held"; exit ${BUSY}; }
done
take
taken`;

/** Gives the lock up, if it is the run's. */
export const freeLock = (run: string): Sh => sh`rm -f ${`${LOCK}/${run}`} || exit 1
rmdir ${LOCK} 2>/dev/null || :`;
