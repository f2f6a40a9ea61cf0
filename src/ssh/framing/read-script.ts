import { STOP } from '../stop.ts';

/** How a host's shell ends that cannot unpack a script: none of it has run then. */
export const CANNOT_UNPACK = 71;

/**
 * What the remote shell runs, in one line that every login shell passes on: it reads a script from stdin, its length on
 * the first line that is not empty, runs it, and reads the next. The shell itself must not read its commands from stdin: bash before 5.0
 * frees its buffer twice where a script copies and closes that descriptor, and spins or dies later. What stands behind
 * the script is left for the script to read; the word to stop that comes too late for it is passed over. A word behind the length
 * says that the script has been packed by gzip(1). Nothing of the script shows in the arguments of a process.
 * A start-up file may have read a line before, which is why there is an empty one (see {@link framed}), or have set -x.
 */
export const READ_SCRIPT = [
  `set +xv; while n=; do while case $n in ""|${STOP}) ;; *) false;; esac; do read -r n z || exit 1; done`,
  `if [ -z "$z" ]; then s=$(head -c "$n"); else s=$(head -c "$n" | gzip -dc) || exit ${CANNOT_UNPACK}; fi; eval "$s"; done`,
].join('; ');

/** A shell that runs scripts from its stdin. */
export const SCRIPT_SHELL = `sh -c '${READ_SCRIPT}'`;

/** What goes before a script of so many bytes, for {@link READ_SCRIPT}; and whether it is packed. */
export const framed = (bytes: number, how = ''): string => `\n${bytes}${how === '' ? '' : ` ${how}`}\n`;
