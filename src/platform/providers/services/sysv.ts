import { sh } from '../../../core/sh.ts';
import type { InitSystem } from '../../../resources/service.ts';
import { daemonFunctions } from './daemons.ts';
import { CHKCONFIG, type Links, UPDATE_RC_D } from './links.ts';
import { askRunLevels, parseRunLevels } from './run-levels.ts';
import { stopsBy } from './stops.ts';

/**
 * Init scripts of System V; see service(8). The links in /etc/rcN.d are looked at themselves: what tools say of them
 * depends on version and language, and some fail on a service that was taken out. `service … status` is 0 for what runs, as
 * LSB has it; for daemons whose scripts have it otherwise, see daemons.ts.
 */
const sysv = (links: Links): InitSystem => ({
  probe: (service) => sh`${askRunLevels(service.name)}
${daemonFunctions(service)}
if is_running; then echo running; fi`,

  parse(lines) {
    const enabled = parseRunLevels(lines, links);
    return enabled === undefined ? {} : { enabled, running: lines.includes('running') };
  },

  functions: (service) => sh`name=${service.name}
${daemonFunctions(service)}
explain() { cat /var/log/messages /var/log/syslog 2>/dev/null | grep -aF "$name" | tail -n 10; }
attempt() { service "$name" "$1" >&2 || { explain >&2; fail "service $name $1 failed; the last it said is above"; }; }
enable() { ${links.enable}; }
disable() { ${links.disable}; }
start() { attempt start; }
${stopsBy(service.daemon)}
stop() {
  is_running || return 0
  stops_by service "$name" stop
  end
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

/** Red Hat's kin before EL 7. */
export const chkconfig: InitSystem = sysv(CHKCONFIG);

/** Debian's kin without systemd. */
export const updateRcD: InitSystem = sysv(UPDATE_RC_D);
