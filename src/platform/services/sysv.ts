import { type Sh, sh } from '../../core/sh.ts';
import type { InitSystem } from '../../resources/service.ts';
import { askRunLevels, parseRunLevels } from './run-levels.ts';

/**
 * Init scripts of System V; see service(8). The links in /etc/rcN.d are looked at themselves: what tools say of them
 * depends on version and language, and some fail on a service that was taken out. `service … status` is 0 for what runs, as
 * LSB has it.
 * @param links how `enable` and `disable`, of the service `$name`, are done
 */
const sysv = (links: { readonly enable: Sh; readonly disable: Sh }): InitSystem => ({
  probe: (name) => sh`${askRunLevels(name)}
if service ${name} status >/dev/null 2>&1; then echo running; fi`,

  parse(lines) {
    const enabled = parseRunLevels(lines);
    return enabled === undefined ? {} : { enabled, running: lines.includes('running') };
  },

  functions: (name) => sh`name=${name}
is_running() { service "$name" status >/dev/null 2>&1; }
explain() { cat /var/log/messages /var/log/syslog 2>/dev/null | grep -aF "$name" | tail -n 10; }
attempt() { service "$name" "$1" >&2 || { explain >&2; fail "service $name $1 failed; the last it said is above"; }; }
enable() { ${links.enable}; }
disable() { ${links.disable}; }
start() { attempt start; }
stop() {
  is_running || return 0
  attempt stop
  n=0
  while is_running; do
    n=$((n+1))
    [ $n -le 60 ] || fail "$name still runs a minute after service $name stop"
    sleep 1
  done
}
reload() { attempt reload; }
restart() { attempt restart; }`,
});

/** Red Hat's kin before EL 7: see chkconfig(8). Adding makes the links by which the service is stopped, too. */
export const chkconfig: InitSystem = sysv({
  enable: sh`chkconfig --add "$name" && chkconfig --level 2345 "$name" on`,
  disable: sh`chkconfig --del "$name"`,
});

/** Debian's kin: see update-rc.d(8). What is disabled stays so when its package is upgraded; what is removed would not. */
export const updateRcD: InitSystem = sysv({
  enable: sh`update-rc.d "$name" defaults >/dev/null && update-rc.d "$name" enable >/dev/null`,
  disable: sh`update-rc.d "$name" disable >/dev/null`,
});
