import { joinSh, type Sh, sh } from '../../core/sh.ts';

/** Where umctl keeps what it must remember on a node; readable by root only. */
export const STATE_DIRECTORY = '/var/lib/umctl';

/** A shell script that stops at its first error, writes nothing that others can read unless told, and can `fail`. */
export const script = (...parts: readonly Sh[]): Sh =>
  joinSh([
    sh`set -eu
umask 077
fail() { printf '%s\\n' "$*" >&2; exit 1; }`,
    ...parts,
  ]);
