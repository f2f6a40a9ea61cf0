/**
 * What the remote shell runs, in one line that every login shell passes on: it reads a script from stdin, its length on
 * the first line that is not empty, and runs it. The shell itself must not read its commands from stdin: bash before 5.0
 * frees its buffer twice where a script copies and closes that descriptor, and spins or dies later. What stands behind
 * the script is left for the script to read. Nothing of the script shows in the arguments of a process.
 * A start-up file may have read a line before, which is why there is an empty one (see {@link framed}), or have set -x.
 */
export const READ_SCRIPT = 'set +xv; n=; while [ -z "$n" ]; do read -r n || exit 1; done; s=$(head -c "$n"); eval "$s"';

/** A shell that runs one script from its stdin. */
export const SCRIPT_SHELL = `sh -c '${READ_SCRIPT}'`;

/** The script as {@link READ_SCRIPT} takes it. */
export const framed = (script: string): string => `\n${Buffer.byteLength(script)}\n${script}`;
