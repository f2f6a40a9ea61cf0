import { sh } from '../../core/sh.ts';
import type { InitSystem } from '../../resources/service.ts';
import { askRunLevels, parseRunLevels } from './run-levels.ts';

/**
 * Init scripts of System V, by the tools of Red Hat's kin before EL 7; see chkconfig(8) and service(8). The links are
 * looked at themselves: `chkconfig --list` fails on a service that was taken out, and its words depend on version and
 * language. `service … status` is 0 for what runs, as LSB has it.
 */
export const chkconfig: InitSystem = {
  probe: (name) => sh`${askRunLevels(name)}
if service ${name} status >/dev/null 2>&1; then echo running; fi`,

  parse(lines) {
    const enabled = parseRunLevels(lines);
    return enabled === undefined ? {} : { enabled, running: lines.includes('running') };
  },

  functions: (name) => sh`name=${name}
is_running() { service "$name" status >/dev/null 2>&1; }
explain() { grep -ahF "$name" /var/log/messages 2>/dev/null | tail -n 10; }
attempt() { service "$name" "$1" >&2 || { explain >&2; fail "service $name $1 failed; the last it said is above"; }; }
enable() { chkconfig --add "$name" && chkconfig --level 2345 "$name" on; }
disable() { chkconfig --del "$name"; }
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
};
