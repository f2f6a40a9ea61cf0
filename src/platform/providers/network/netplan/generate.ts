import { type Sh, sh } from '../../../../core/sh.ts';

export const FOLDER = '/etc/netplan';

/**
 * Defines `generate`, which runs netplan's generator: the program by itself, as its front end takes a second to start.
 * It makes some files by the umask of who calls it, netplan 1.1 all of them: with 077 networkd, which is not root, cannot
 * read them, and takes all addresses off at the next reload.
 */
export const generator: Sh = sh`generate() (
  umask 022
  for program in /usr/libexec/netplan/generate /usr/lib/netplan/generate /lib/netplan/generate; do
    [ ! -x "$program" ] || exec "$program" "$@"
  done
  exec netplan generate "$@"
)`;

/**
 * Defines `scratch`, which makes a copy of all that netplan reads in a folder of its own, `$copy`, and `forget_scratch`.
 * Nothing that is generated there is in force.
 */
export const scratchCopy: Sh = sh`scratch() {
  copy=$(mktemp -d) || return 1
  for folder in /usr/lib/netplan /lib/netplan /etc/netplan /run/netplan; do
    for f in "$folder"/*.yaml; do
      [ -e "$f" ] || continue
      mkdir -p "$copy$folder" && cp -p "$f" "$copy$folder/"
    done
  done
}
forget_scratch() { rm -rf "$copy"; }`;

/** Succeeds where netplan takes the new file `$t` with all others; it says itself what is wrong with it. */
export const accepts = (name: string): Sh => sh`${generator}
${scratchCopy}
scratch || fail "no scratch folder can be made, so netplan cannot be asked; $p is as it was"
mkdir -p "$copy"${FOLDER}
cp "$t" "$copy"${`${FOLDER}/${name}`}
if said=$(generate --root-dir "$copy" 2>&1); then taken=1; else taken=; fi
forget_scratch
[ -n "$taken" ] || fail "netplan does not take the new file, so $p is as it was: $said"`;
