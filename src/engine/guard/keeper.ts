import { type Sh, sh } from '../../core/sh.ts';
import { STATE_DIRECTORY } from '../../resources/shell/script.ts';

/**
 * Where a guard lies while it is armed: `armed` (the run's id; renamed to `confirmed` or `undoing` by whoever decides, so
 * that only one can), `deadline` (seconds of uptime; renamed to `stuck` where files could not be put back, as that takes no
 * room on a full disk), `boot` (the boot it was armed in), `saved` (paths of files), `files` (their copies), `absent` (an
 * empty file for each that there was none of), `live` (shell that puts the live state back), `at-boot` (shell that the next
 * boot runs once the files are back), `keeper`, and the keeper's `pid`.
 */
export const GUARD: string = `${STATE_DIRECTORY}/guard`;

/** Holds the id of the run whose change was undone last. */
export const UNDONE: string = `${STATE_DIRECTORY}/guard-undone`;

/** Has systemd run the keeper before the network comes up, where the host is cut off from power before the deadline. */
const UNIT = '/etc/systemd/system/umctl-guard.service';
const WANTS = '/etc/systemd/system/sysinit.target.wants';

/** Defines `now`, the seconds since boot: no change of the clock moves it. */
export const clock: Sh = sh`now() { read -r up rest < /proc/uptime; echo "\${up%%.*}"; }`;

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Says whether the guard was armed since the host came up; the keeper of one from before is no more, whoever has its pid. */
export const ofThisBoot: Sh = sh`[ "$(cat "$guard/boot")" = "$(cat ${BOOT_ID})" ]`;

/** Leaves nothing of a guard behind. The unit was never loaded, as nothing told systemd to reload. */
export const removeGuard: Sh = sh`rm -f ${UNIT} ${`${WANTS}/umctl-guard.service`}
rm -rf ${GUARD}`;

/**
 * The program that stays on the host. `watch` waits for the deadline and undoes the change unless it was confirmed;
 * `boot` brings the files back after a power cut, and the live state follows from them. What cannot be put back is tried
 * again, every two seconds or at the next boot: the copies stay until all of them are in place.
 */
const keeper: Sh = sh`guard=${GUARD}
${clock}
as() { sha256sum < "$1"; stat -c '%a %u %g' "$1"; }
back() {
  t=\${1%/*}/.\${1##*/}.umctl
  if [ -e "$guard/absent$1" ]; then rm -f "$1"
  elif [ "$(as "$guard/files$1")" != "$(as "$1")" ]; then
    cp -a "$guard/files$1" "$t" && sync && mv -fT "$t" "$1" || { rm -f "$t"; return 1; }
    # The cp of EL 5 leaves SELinux contexts out.
    ! command -v restorecon >/dev/null 2>&1 || restorecon "$1" || :
  fi
}
files() {
  left=0
  while IFS= read -r p; do back "$p" || left=1; done < "$guard/saved" || left=1
  sync
  return $left
}
over() {
  mv -f "$guard/undoing" ${UNDONE}
  ${removeGuard}
}
boot() {
  ! ${ofThisBoot} || return 0
  if [ -e "$guard/confirmed" ]; then ${removeGuard}; return; fi
  mv -f "$guard/armed" "$guard/undoing"
  if files; then
    [ ! -e "$guard/at-boot" ] || sh "$guard/at-boot"
    over
  fi
}
watch() {
  echo $$ > "$guard/pid"
  until [ "$(now)" -ge "$(cat "$guard/deadline")" ]; do
    [ -e "$guard/armed" ] || return 0
    sleep 1
  done
  mv "$guard/armed" "$guard/undoing" || return 0
  if ! files; then
    sh "$guard/live"
    mv "$guard/deadline" "$guard/stuck"
    until files; do sleep 2; done
  fi
  sh "$guard/live"
  over
}
"$1" 2>/dev/null
exit 0`;

const unit = `[Unit]
Description=Undo a network change that umctl did not confirm
DefaultDependencies=no
RequiresMountsFor=${STATE_DIRECTORY} /etc
Before=network-pre.target
Wants=network-pre.target
ConditionPathExists=${GUARD}/keeper
[Service]
Type=oneshot
ExecStart=/bin/sh ${GUARD}/keeper boot
`;

/** Puts the keeper, and what starts it at the next boot, into the new guard in `$new`. */
export const installKeeper: Sh = sh`cat ${BOOT_ID} > "$new/boot"
cat > "$new/keeper" <<'KEEPER'
${keeper}
KEEPER
if [ -d /run/systemd/system ]; then
  mkdir -p ${WANTS}
  (umask 022; printf %s ${unit} > ${UNIT})
  ln -sfn ../umctl-guard.service ${`${WANTS}/umctl-guard.service`}
  ! command -v restorecon >/dev/null 2>&1 || restorecon ${WANTS} ${UNIT} ${`${WANTS}/umctl-guard.service`} || :
fi`;

/**
 * Starts the keeper of the guard, out of reach of whatever ends the session: as a service of systemd's, where there is
 * one (it ends a session's processes with it), else in a session of its own.
 */
export const startKeeper: Sh = sh`if ! { [ -d /run/systemd/system ] &&
  systemd-run --quiet --unit="umctl-guard-$$" /bin/sh ${`${GUARD}/keeper`} watch </dev/null >/dev/null 2>&1; }
then setsid /bin/sh ${`${GUARD}/keeper`} watch </dev/null >/dev/null 2>&1 &
fi
n=0
until [ -s ${`${GUARD}/pid`} ]; do
  n=$((n+1))
  if [ $n -gt 50 ]; then echo "no process can be left running here" >&2; ${removeGuard}; exit 1; fi
  sleep 0.1 2>/dev/null || sleep 1
done`;
