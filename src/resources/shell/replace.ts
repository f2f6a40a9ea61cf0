import { joinSh, type Sh, sh, shared } from '../../core/sh.ts';
import { keepFunction, noteWritten } from './keep.ts';

/** Ends new content on its way into a file, so that what a lost link or a full disk cut short is never taken for whole. */
export const END = 'umctl-end';

/**
 * A directory beside files of which many are new: mv(1) brings them out of it by one process, as their names stay. It is gone before the
 * last of them is in its place, so that a run that was killed while there is one has left something to do there, which takes it away.
 */
export const STAGE = '.umctl.new';

/**
 * Prepares for a new file `$t` beside `$p`, under a fixed hidden name, so that what a killed run left is taken over by
 * the next. Defines `whole`, which sees that it ends with {@link END} and cuts that off; `same`, which says whether it is
 * what `$p` holds already; and `put`, which brings it into place by rename(2), keeping a copy of what was there. Power that
 * is cut after that takes nothing back, and leaves no `$t` beside a file that has nothing left to do.
 */
export const beside = (path: string | Sh, { follow = false }: { readonly follow?: boolean } = {}): Sh =>
  joinSh([
    shared(keepFunction),
    sh`p=${path}
safe "$p"${follow ? sh` follow` : sh``}`,
    follow ? sh`[ ! -L "$p" ] || p=$(readlink -f "$p") || fail "$p is a link to nowhere"` : sh`:`,
    shared(sh`d=\${p%/*} t=\${p%/*}/.\${p##*/}.umctl
[ -d "$d/" ] || fail "$d is not a directory, so $p cannot be made in it; a directory() resource has to come first"
clear() { for old in "$@"; do if [ -e "$old" ] || [ -L "$old" ]; then rm -f "$old"; fi; done; }
trap 'clear "$t"' EXIT
trap 'exit 1' HUP INT TERM
sum=
clear "$t" "$t".????????
[ ! -e "$d/"${STAGE} ] || rm -rf "$d/"${STAGE}
whole() {
  [ "$(tail -c ${END.length} "$t")" = ${END} ] || fail "the new content of $p did not arrive whole in $t; $p is as it was"
  truncate -s -${END.length} "$t" 2>/dev/null ||
    dd if=/dev/null of="$t" bs=1 seek=$(($(wc -c < "$t") - ${END.length})) 2>/dev/null
}
same() {
  sum=$(sha256sum < "$t") && [ -n "$sum" ] || fail "sha256sum fails on this host; $p is as it was"
  [ -f "$p" ] && [ ! -L "$p" ] && [ "$(sha256sum < "$p")" = "$sum" ]
}
put() {
  unsynced=$t
  keep "$p"
  [ -z "$unsynced" ] || flush "$unsynced"
  mv -fT "$t" "$p"
  flush "$d"
  ${noteWritten}
  ${relabel}
}`),
  ]);

/** Gives what is at `$p` the context of SELinux that its place has. */
export const relabel: Sh = sh`if command -v restorecon >/dev/null 2>&1; then restorecon "$p" || echo "restorecon $p failed" >&2; fi`;

/** A new file is for all to read from the start only where it is to be so in the end. */
export const PUBLIC = '0644';

/**
 * Makes the new file, empty and open as descriptor 3, with owner and mode, of which `$new` says what there was at first. Where the
 * directory hands down an ACL no umask counts, which shows in the mode: then mktemp(1) makes one that nobody else can open, and that
 * ACL goes.
 */
export const openNew = ({ mode, owner, group }: Readonly<Record<'mode' | 'owner' | 'group', string>>): Sh => {
  const [mask, first] = mode === PUBLIC ? ['022', '644'] : ['077', '600'];
  const belongs = `${owner}:${group}`;
  return sh`umask ${mask}; set -C
exec 3> "$t"
umask 077; set +C
new=$(stat -c '%a %U:%G' "$t")
case $new in
  ${first}' '*) ;;
  *)
    new=
    mv -fT "$(mktemp "$t.XXXXXXXX")" "$t"
    exec 3> "$t"
    case $(ls -ld "$t") in ??????????+*) setfacl -b "$t" || fail "$d hands down a POSIX ACL, which has to be taken off $t; $p is as it was" ;; esac ;;
esac
[ "\${new#* }" = ${belongs} ] || chown -h -- ${belongs} "$t"
[ "\${new%% *}" = ${mode.replace(/^0+/, '')} ] || chmod -- ${mode} "$t"`;
};

/** Fills the new file from stdin; owner and mode are set while it is empty, and links planted meanwhile not followed. */
export const fill = (attributes: Readonly<Record<'mode' | 'owner' | 'group', string>>): Sh =>
  shared(sh`${openNew(attributes)}
cat >&3 || fail "cannot write $t; $p is as it was"
exec 3>&-
whole`);

/**
 * A file of root's, for all to read, from stdin ({@link END} last); one that holds that already gets the mode only.
 * @param accepts ends the script where the new file, `$t`, is not good
 */
export const replaceFile = (path: string, mode = '0644', accepts: Sh = sh`:`): Sh =>
  joinSh([
    beside(path),
    fill({ mode, owner: 'root', group: 'root' }),
    accepts,
    sh`if same; then chmod -- ${mode} "$p"; else put; fi`,
  ]);
