import { type Sh, sh } from '../../core/sh.ts';

/** The same program in both languages; each is an argument of the interpreter. */
interface Program {
  readonly perl: string;
  readonly python: string;
}

/** Runs a program with the arguments of the shell, by what the host has: Debian always has Perl, and Red Hat Python, for dnf. */
export const perlOrPython = ({ perl, python }: Program): Sh => sh`if perl -MSocket -e 1 2>/dev/null; then
  perl -e ${perl} -- "$@"
else
  for python in python3 /usr/libexec/platform-python ''; do
    [ -z "$python" ] || ! command -v "$python" >/dev/null || break
  done
  [ -n "$python" ] || { echo 'neither perl with its module Socket nor python3 is here' >&2; exit 127; }
  "$python" -c ${python} "$@"
fi`;
